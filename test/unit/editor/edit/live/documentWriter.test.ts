import assert from 'node:assert/strict';
import type { OffsetRange } from '../../../../../src/diff/offsetRange';
import { applyEdits, type TextEdit } from '../../../../../src/diff/textEdit';
import {
  DocumentWriter,
  type Batch,
  type UndoStops,
  type WritableDocument,
} from '../../../../../src/editor/edit/live/documentWriter';
import { ManualClock, settle } from '../../../../support/manualClock';

const stops: UndoStops = { before: true, after: false };

/** A change event, as far as it is read. */
interface Change {
  readonly contentChanges: readonly {
    readonly rangeOffset: number;
    readonly rangeLength: number;
    readonly text: string;
  }[];
}

/** A document as an extension sees it: what the user types in the window is known a little later. */
class WindowDocument implements WritableDocument {
  isClosed = false;
  /** VS Code says of an editor that is read-only that it has made what was asked for. */
  isReadOnly = false;
  /** How often edits were sent to the window. */
  sent = 0;
  /** What happened, in order. */
  readonly story: string[] = [];
  readonly clock = new ManualClock();
  readonly writer = new DocumentWriter<Change>(this, this.clock, ({ contentChanges }) => {
    this.story.push(`foreign ${contentChanges.map(({ text }) => text).join()}`);
  });
  /** What is under way from the window. */
  private readonly news: (readonly TextEdit[])[] = [];
  /** Answers to what was sent wait for this. */
  private answer: Promise<void> = Promise.resolve();

  constructor(
    /** What is known here. */
    public known: string,
    /** What stands in the window. */
    private window = known,
  ) {}

  read({ start, end }: OffsetRange): string {
    return this.known.slice(start, end);
  }

  async apply(edits: readonly TextEdit[]): Promise<boolean> {
    this.sent++;
    if (this.isReadOnly) return true;
    if (this.known !== this.window) {
      await this.answer;
      return false;
    }
    this.window = applyEdits(this.window, edits);
    this.news.push(edits);
    this.hear();
    await this.answer;
    return true;
  }

  /** The user types: at the end, or somewhere else. */
  type(text: string, offset = this.window.length): void {
    const edit = { offset, length: 0, text };
    this.window = applyEdits(this.window, [edit]);
    this.news.push([edit]);
  }

  /** What is under way arrives. */
  hear(): void {
    for (const edits of this.news.splice(0)) {
      this.known = applyEdits(this.known, edits);
      this.writer.changed({
        contentChanges: edits.map(({ offset, length, text }) => ({
          rangeOffset: offset,
          rangeLength: length,
          text,
        })),
      });
    }
  }

  /** Answers are held back from here on until the returned function is called. */
  pause(): () => void {
    let go = (): void => undefined;
    this.answer = new Promise(resolve => (go = resolve));
    return go;
  }

  /** Writes a text at the end of what is known when it is made. */
  append(text: string): Promise<boolean> {
    return this.writer.write(() => this.batch(text), stops);
  }

  batch(text: string): Batch {
    this.story.push(`make ${text}`);
    const edits = [{ offset: this.known.length, length: 0, text }];
    return { edits, commit: () => this.story.push(`commit ${text}`) };
  }
}

describe('DocumentWriter', () => {
  it('writes one batch after the other, each made for what the one before left', async () => {
    const document = new WindowDocument('0');
    assert.deepEqual(await Promise.all([document.append('a'), document.append('b')]), [true, true]);
    assert.equal(document.known, '0ab');
    assert.deepEqual(document.story, ['make a', 'commit a', 'make b', 'commit b']);
  });

  it('makes a batch anew when the user was faster, once it knows what they typed', async () => {
    const document = new WindowDocument('0');
    document.type('x');
    const written = document.append('a');
    await settle();
    assert.equal(document.sent, 1, 'another one would be refused as well');
    document.hear();
    assert.equal(await written, true);
    assert.equal(document.known, '0xa');
    assert.equal(document.sent, 2);
    assert.deepEqual(document.story, ['make a', 'foreign x', 'make a', 'commit a']);
    assert.equal(document.clock.pending, 0);
  });

  it('tries again at once when it hears of the change with the refusal', async () => {
    const document = new WindowDocument('0');
    document.type('x');
    const go = document.pause();
    const written = document.append('a');
    await settle();
    document.hear();
    assert.deepEqual(document.story, ['make a'], 'nothing comes between a batch and its end');
    go();
    assert.equal(await written, true);
    assert.deepEqual(document.story, ['make a', 'foreign x', 'make a', 'commit a']);
  });

  it('does not wait for the refusal when something else was typed first', async () => {
    const document = new WindowDocument('0123');
    document.type('x', 1);
    const go = document.pause();
    const written = document.append('a');
    await settle();
    document.hear();
    await settle();
    assert.equal(document.sent, 2);
    assert.equal(document.known, '0x123a');
    assert.deepEqual(document.story, ['make a', 'foreign x', 'make a'], 'not before VS Code has said so');
    go();
    assert.equal(await written, true);
    assert.equal(document.known, '0x123a');
    assert.deepEqual(document.story, ['make a', 'foreign x', 'make a', 'commit a']);
  });

  it('waits for the answer when what was typed may be the batch itself', async () => {
    const document = new WindowDocument('0123');
    document.type('a');
    const go = document.pause();
    const written = document.append('a');
    await settle();
    document.hear();
    await settle();
    assert.equal(document.sent, 1);
    go();
    assert.equal(await written, true);
    assert.equal(document.known, '0123aa');
  });

  it('tries again after 100 ms when it hears of nothing', async () => {
    const document = new WindowDocument('0');
    document.type('x');
    const written = document.append('a');
    await document.clock.advance(99);
    assert.equal(document.sent, 1);
    await document.clock.advance(1);
    assert.equal(document.sent, 2);
    document.hear();
    assert.equal(await written, true);
    assert.equal(document.known, '0xa');
  });

  it('hands on what is typed while a batch is on its way after the batch', async () => {
    const document = new WindowDocument('0');
    const go = document.pause();
    const written = document.append('a');
    await settle();
    document.type('x');
    document.hear();
    go();
    await written;
    assert.equal(document.known, '0ax');
    assert.deepEqual(document.story, ['make a', 'commit a', 'foreign x']);
  });

  it('sends nothing that changes nothing', async () => {
    const document = new WindowDocument('same');
    const edits = [{ offset: 0, length: 4, text: 'same' }];
    let committed = 0;
    assert.equal(await document.writer.write(() => ({ edits, commit: () => committed++ }), stops), true);
    assert.equal(committed, 1);
    assert.equal(document.sent, 0);
  });

  it('ends when there is nothing to write any more', async () => {
    const document = new WindowDocument('0');
    document.type('x');
    let isWanted = true;
    const written = document.writer.write(() => (isWanted ? document.batch('a') : undefined), stops);
    await settle();
    isWanted = false;
    document.hear();
    assert.equal(await written, true);
    assert.equal(document.known, '0x');
  });

  it('gives up on a closed document, and on one that never takes it; the next batch has its turn', async () => {
    const document = new WindowDocument('0');
    document.type('x');
    const written = document.append('a');
    await document.clock.advance(60 * 100);
    assert.equal(await written, false);
    assert.equal(document.sent, 60);
    document.hear();
    assert.equal(await document.append('b'), true);
    assert.equal(document.known, '0xb');
    document.isClosed = true;
    assert.equal(await document.append('c'), false);
    assert.equal(document.sent, 61);
  });

  it('gives up where nothing is changed, whatever the editor says', async () => {
    const document = new WindowDocument('0');
    document.isReadOnly = true;
    assert.equal(await document.append('a'), false);
    assert.equal(document.sent, 1);
    assert.deepEqual(document.story, ['make a']);
  });

  it('is idle once everything is written', async () => {
    const document = new WindowDocument('0');
    const go = document.pause();
    let isIdle = false;
    void document.append('a');
    void document.writer.idle().then(() => (isIdle = true));
    await settle();
    assert.equal(isIdle, false);
    go();
    await settle();
    assert.equal(isIdle, true);
  });
});
