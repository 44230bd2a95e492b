import assert from 'node:assert/strict';
import { splitLines } from '../../../src/diff/lines';
import { applyChange, type Changed } from '../../../src/diff/review/applyChange';
import { accept, acceptAll, reject, rejectAll } from '../../../src/diff/review/decide';
import { finish, restart } from '../../../src/diff/review/finish';
import { ReviewHistory } from '../../../src/diff/review/history';
import { paint } from '../../../src/diff/review/paint';
import {
  endOf,
  hunksOfReview,
  rejectedText,
  shownText,
  startReview,
  type PlacedHunk,
  type Review,
  type Step,
} from '../../../src/diff/review/review';
import { StreamingDiff } from '../../../src/diff/streamingDiff';
import { applyEdits, type TextEdit } from '../../../src/diff/textEdit';

/** Characters only a user types here: each is one of its own, so that a lost or doubled one shows. */
const firstTyped = 0xe000;
const typedCharacters = /[\ue000-\uf8ff]/g;

/** A document with a region under review, as the editor keeps them, and all that must hold at every moment. */
export class Reviewing {
  document: string;
  review: Review;
  /** Lines of the model that have not arrived. */
  private toCome: string[] = [];
  private diff: StreamingDiff | undefined;
  private readonly history = new ReviewHistory(({ start, end }) => this.document.slice(start, end));
  private readonly past: { document: string; review: Review }[] = [];
  private typed = 0;
  /** Typed characters that were sent to be rewritten: what the model makes of them is a hunk like any other. */
  private readonly sent = new Set<string>();
  /** What stands before and behind the region; only the user changes it. */
  private readonly around: [string, string];

  constructor(before: string, original: string, behind: string) {
    this.document = before + original + behind;
    this.around = [before, behind];
    this.review = startReview(before.length, original);
    this.history.remember(this.review);
  }

  get region(): string {
    return this.document.slice(this.review.start, endOf(this.review));
  }

  /** What was typed, was not sent to be rewritten, and is still there, in order. */
  get typedText(): string {
    return typedIn(this.document)
      .filter(character => !this.sent.has(character))
      .join('');
  }

  get isStreaming(): boolean {
    return this.diff !== undefined;
  }

  stream(rewritten: string): void {
    this.toCome = splitLines(rewritten);
    this.diff = new StreamingDiff(splitLines(this.review.pending));
    for (const character of typedIn(this.review.pending)) this.sent.add(character);
  }

  /** The next lines arrive. Every step is a version that undo comes back to. */
  arrive(count: number): void {
    if (!this.diff) return;
    const expected = shownText({ ...this.review, pending: '' });
    const lines = this.toCome.splice(0, count);
    const all = typedIn(rejectedText(this.review));
    this.step(paint(this.review, this.diff.push(lines)));
    assert.deepEqual(typedIn(rejectedText(this.review)), all, 'rejecting brings back what was typed');
    assert.ok(
      shownText({ ...this.review, pending: '' }).startsWith(expected),
      'painted text is never taken back',
    );
    assert.equal(this.review.pending, this.diff.rest.join(''));
  }

  /** The answer is over. */
  end(): void {
    if (!this.diff) return;
    this.arrive(this.toCome.length);
    this.step(paint(this.review, this.diff.end()));
    this.stop();
  }

  /** Stopped: what has not arrived does not come. */
  stop(): void {
    const text = this.region;
    this.diff = undefined;
    this.become(finish(this.review));
    assert.equal(this.region, text);
  }

  /** The user replaces text. Typed characters are new ones; in the part being rewritten the rest is asked again. */
  type(at: number, length: number, count: number, answer: (rest: string) => string): void {
    const offset = at % (this.document.length + 1);
    const removed = Math.min(length, this.document.length - offset);
    const text = Array.from({ length: count }, () =>
      String.fromCharCode(firstTyped + (this.typed++ % 6000)),
    ).join('');
    const change = { offset, length: removed, text };
    if (removed > 0 || text !== '') this.saveVersion();
    const [from, to] = [this.review.start, endOf(this.review)];
    this.document = applyEdits(this.document, [change]);
    const changed = applyChange(this.review, change);
    this.review = changed.review;
    this.history.remember(this.review);
    this.followAround(change, from, to);
    this.respin(changed, answer);
    this.check();
  }

  decide(which: number, how: 'accept' | 'reject'): void {
    const hunks = hunksOfReview(this.review);
    const hunk = hunks[which % Math.max(1, hunks.length)];
    if (!hunk) return;
    const expected =
      how === 'accept' || hunk.edited
        ? this.document
        : this.document.slice(0, hunk.start) + hunk.old + this.document.slice(hunk.end);
    this.step((how === 'accept' ? accept : reject)(this.review, hunk.id));
    assert.equal(this.document, expected);
    const others = hunks.filter(({ id }) => id !== hunk.id || (how === 'reject' && hunk.edited));
    assert.deepEqual(
      hunksOfReview(this.review).map(({ id }) => id),
      others.map(({ id }) => id),
    );
  }

  decideAll(how: 'accept' | 'reject'): void {
    this.step((how === 'accept' ? acceptAll : rejectAll)(this.review));
    assert.ok(hunksOfReview(this.review).every(({ edited }) => how === 'reject' && edited));
  }

  redirect(rewritten: string): void {
    this.step(restart(this.review));
    this.stream(rewritten);
  }

  /** The editor's undo: back to an earlier version of the document, as one change of the text. */
  undo(): void {
    const version = this.past.pop();
    if (!version) return;
    const change = differenceOf(this.document, version.document);
    this.document = version.document;
    const changes = change ? [change] : [];
    const step = this.history.follow(this.review, { kind: 'undo', changes, isStreaming: false });
    this.review = step?.review ?? changes.reduce((sum, each) => applyChange(sum, each).review, this.review);
    assert.equal(this.region, shownText(version.review), 'undo brings the region back');
    // Accepting changes no text, so undoing something else does not open an accepted hunk again.
    const { accepted } = this.review;
    assert.deepEqual(
      hunksOfReview(this.review).map(sidesOf),
      hunksOfReview(version.review).flatMap(hunk => (accepted.includes(hunk.id) ? [] : [sidesOf(hunk)])),
      'and its hunks',
    );
    this.around[0] = this.document.slice(0, this.review.start);
    this.around[1] = this.document.slice(endOf(this.review));
    this.check();
    if (this.diff) this.stop();
  }

  private respin({ touched }: Changed, answer: (rest: string) => string): void {
    if (touched === 'pending' && this.diff) this.stream(answer(this.review.pending));
  }

  private step({ review, edits }: Step): void {
    // Accepting alone changes no text, so there is nothing an editor could undo.
    if (edits.length > 0) this.saveVersion();
    const typed = this.typedText;
    this.document = applyEdits(this.document, edits);
    this.become(review);
    assert.equal(this.typedText, typed, 'no step touches what was typed');
  }

  private become(review: Review): void {
    this.review = review;
    this.history.remember(review);
    this.check();
  }

  private saveVersion(): void {
    this.past.push({ document: this.document, review: this.review });
  }

  private followAround({ offset, length, text }: TextEdit, from: number, to: number): void {
    const end = offset + length;
    const [before, behind] = this.around;
    if (offset < from) {
      this.around[0] = before.slice(0, offset) + text + before.slice(Math.min(end, from));
    }
    if (end > to) this.around[1] = behind.slice(end - to);
    if (offset >= to && endOf(this.review) <= offset) this.around[1] = this.document.slice(to);
  }

  private check(): void {
    const { start } = this.review;
    assert.equal(this.region, shownText(this.review));
    assert.equal(this.document.slice(0, start), this.around[0], 'text before the region');
    assert.equal(this.document.slice(endOf(this.review)), this.around[1], 'text behind the region');
  }
}

function sidesOf({ start, old, new: text }: PlacedHunk): string {
  return JSON.stringify([start, old, text]);
}

function typedIn(text: string): string[] {
  return text.match(typedCharacters) ?? [];
}

/** The change that makes one text of another: what differs between their common ends. */
function differenceOf(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let same = 0;
  const most = Math.min(before.length, after.length) - start;
  while (same < most && before.at(-1 - same) === after.at(-1 - same)) same++;
  return {
    offset: start,
    length: before.length - start - same,
    text: after.slice(start, after.length - same),
  };
}
