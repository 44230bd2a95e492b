import type { AnswerThoughts } from '../../../common/answerThoughts';
import { t } from '../../../common/l10n';
import { LoopWatch } from '../../../common/loopWatch';
import { EditBlocks } from '../../../diff/editBlocks';
import { editSetInput, editSetInstructionsFor } from '../../../diff/editPrompt';
import { editThoughts } from '../../../diff/editThoughts';
import { EditSet, type RegionEdit, type UnplacedEdit } from '../../../diff/editSet';
import type { TextPart } from '../../../diff/partEdits';
import type { TurnStarter } from '../../../session/session';
import type { Turn } from '../../../session/turn';
import { inCircles, onlyThoughts, outcomeOf, type Outcome } from './answer';

/** A piece of code that may be changed, of the region of its file. Each part of a set has another key. */
export interface SetPart extends TextPart {
  readonly languageId: string;
  readonly text: string;
}

/** Who is told what a turn brings. */
export interface SetListener {
  /** There are more lines or edits, or it is over. */
  changed(): void;
  /** All edits so far were thoughts of the model: none of them is meant. */
  tookBack(): void;
  end(outcome: Outcome): void;
}

/** Edits that have no place are not lost: whoever begins a set shows them. */
export type UnplacedReport = (unplaced: readonly UnplacedEdit[]) => void;

/** One question about several pieces of code, and its answer: edits of any of them. Ends when nobody listens any more. */
export class SetTurn {
  private readonly turn: Turn;
  private readonly thoughts: AnswerThoughts;
  private blocks: EditBlocks;
  private set: EditSet;
  private readonly listeners: SetListener[] = [];
  private soFar = '';
  private outcome: Outcome | undefined;

  constructor(
    session: TurnStarter,
    private readonly parts: readonly SetPart[],
    instruction: string,
    private readonly onUnplaced: UnplacedReport,
  ) {
    this.thoughts = editThoughts([instruction, ...parts.map(({ text }) => text)].join('\n'));
    this.blocks = this.freshBlocks();
    this.set = this.freshSet();
    const requests = parts.map(({ key, languageId, text }) => ({
      path: key,
      languageId,
      code: text,
      instruction,
    }));
    this.turn = session.start({
      lane: 'edit',
      instructions: editSetInstructionsFor(requests),
      input: editSetInput(requests),
    });
    void this.read();
  }

  /** The answer so far, without thoughts. */
  get text(): string {
    return this.soFar;
  }

  /** It is complete, and is all of the only part in a fenced block instead of edits. */
  get isWholePart(): boolean {
    return this.outcome?.kind === 'done' && this.blocks.count === 0;
  }

  /** Nothing more comes. */
  get isOver(): boolean {
    return this.outcome !== undefined;
  }

  /** The edits of all parts that have their place by now; as `EditSet.placed`. */
  get placed(): readonly RegionEdit[] {
    return this.set.placed;
  }

  /** Listens; what has happened already is told at once. */
  attach(listener: SetListener): void {
    this.listeners.push(listener);
    listener.changed();
    if (this.outcome) listener.end(this.outcome);
  }

  /** Listens no more. */
  detach(listener: SetListener): void {
    const index = this.listeners.indexOf(listener);
    if (index < 0) return;
    this.listeners.splice(index, 1);
    if (this.listeners.length === 0) this.turn.cancel();
  }

  private async read(): Promise<void> {
    const watch = new LoopWatch(this.parts.map(({ text }) => text).join('\n'));
    let loops = false;
    for await (const event of this.turn.events) {
      if (event.kind === 'redirected') continue;
      if (!loops && watch.take(event.text)) {
        loops = true;
        this.turn.cancel();
      }
      const { anew, text } = this.thoughts.take(event.text);
      if (anew) this.beginAnew();
      this.take(text);
    }
    const result = await this.turn.done;
    this.take(this.thoughts.end());
    this.set.take(this.blocks.end());
    const outcome: Outcome = loops
      ? { kind: 'failed', message: inCircles }
      : outcomeOf(result, () => this.whole());
    this.outcome = outcome;
    this.changed();
    // One of them tells the user.
    this.listeners.slice().forEach((listener, index) => {
      listener.end(index === 0 || outcome.kind === 'done' ? outcome : { kind: 'stopped' });
    });
    if (result.status !== 'cancelled' && this.set.unplaced.length > 0) this.onUnplaced(this.set.unplaced);
  }

  private take(text: string): void {
    this.soFar += text;
    const events = this.blocks.push(text);
    if (events.length === 0) return;
    this.set.take(events);
    this.changed();
  }

  private beginAnew(): void {
    this.soFar = '';
    this.blocks = this.freshBlocks();
    this.set = this.freshSet();
    for (const listener of [...this.listeners]) listener.tookBack();
  }

  private freshBlocks(): EditBlocks {
    return new EditBlocks(this.parts.map(({ key }) => key));
  }

  private freshSet(): EditSet {
    return new EditSet(new Map(this.parts.map(({ key, text }) => [key, text])));
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener.changed();
  }

  private get noWords(): string {
    return this.thoughts.any ? onlyThoughts : t('The answer was empty.');
  }

  private whole(): Outcome {
    const isWhole = this.parts.length === 1 && /^ {0,3}(```|~~~)/m.test(this.soFar);
    if (this.blocks.count > 0 || isWhole) return { kind: 'done' };
    return { kind: 'refused', words: this.blocks.words || this.noWords };
  }
}
