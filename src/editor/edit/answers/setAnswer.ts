import { PartEdits } from '../../../diff/partEdits';
import { PlacedEdits } from '../../../diff/placedEdits';
import { splitLines } from '../../../diff/lines';
import { RewriteStream } from '../../../diff/rewriteStream';
import type { LineOp } from '../../../diff/streamingDiff';
import type { TurnStarter } from '../../../session/session';
import type { Answer, AnswerListener, AnswerSource, Outcome, Question } from './answer';
import { SetTurn, type SetListener, type SetPart, type UnplacedReport } from './setTurn';

/** What the answers of one file of a set come from. */
export interface SetSourceParts {
  readonly session: () => TurnStarter | undefined;
  /** The turn all files of the set share; undefined while nobody can be asked. */
  readonly turn: SetTurn | undefined;
  /** The text of the region when it was sent. */
  readonly before: string;
  readonly parts: readonly SetPart[];
  readonly instruction: string;
  readonly onUnplaced: UnplacedReport;
}

/**
 * The first answer of a file is what the shared turn says about it. Asked again (another instruction, another text),
 * the file has a turn of its own.
 */
export function setAnswers({
  session,
  turn,
  before,
  parts,
  instruction,
  onUnplaced,
}: SetSourceParts): AnswerSource {
  let isFirst = true;
  const alone = (question: Question, listener: AnswerListener): Answer | undefined => {
    const now = session();
    const { path: key, languageId, before: text } = question;
    const whole = [{ key, languageId, text, offset: 0 }];
    return (
      now &&
      new SetAnswer(
        new SetTurn(now, whole, question.instruction, onUnplaced),
        whole,
        question,
        listener,
        alone,
      )
    );
  };
  return {
    isWhole: true,
    ask: (question, listener) => {
      const isShared = isFirst && question.before === before && question.instruction === instruction;
      isFirst = false;
      return isShared && turn
        ? new SetAnswer(turn, parts, question, listener, alone)
        : alone(question, listener);
    },
  };
}

/** What a turn says about one file. */
class SetAnswer implements Answer, SetListener {
  private readonly own: PartEdits;
  private edits: PlacedEdits;
  private hasPainted = false;
  /** What was painted is void: the answer went back up. */
  private isVoid = false;
  /** How many edits there were when it was painted anew last. */
  private paintedAnew = 0;
  /** Nothing can be painted until the region is as it was before. */
  private isWaiting = false;
  /** What was painted is void, and nothing has come instead yet. */
  private hasToTakeBack = false;
  private outcome: Outcome | undefined;
  /** Words that stand in a fence where all of the code was to be. */
  private talk: string | undefined;
  private cancelled = false;
  /** Goes on instead of this one. */
  private successor: Answer | undefined;

  constructor(
    private readonly turn: SetTurn,
    private readonly parts: readonly SetPart[],
    private readonly question: Question,
    private readonly listener: AnswerListener,
    private readonly alone: (question: Question, listener: AnswerListener) => Answer | undefined,
  ) {
    this.own = new PartEdits(parts);
    this.edits = new PlacedEdits(question.before);
    // Whoever asks has to have the answer before it is told about it.
    queueMicrotask(() => {
      if (!this.cancelled) turn.attach(this);
    });
  }

  get before(): string {
    return this.successor?.before ?? this.question.before;
  }

  steer(): boolean {
    return false;
  }

  again(): readonly LineOp[] {
    if (this.successor) return this.successor.again();
    this.edits = new PlacedEdits(this.question.before);
    this.isVoid = false;
    this.hasPainted = false;
    this.hasToTakeBack = false;
    const ops = this.operations() ?? [];
    this.hasPainted = ops.length > 0;
    return ops;
  }

  cancel(): void {
    this.cancelled = true;
    this.turn.detach(this);
    this.successor?.cancel();
  }

  changed(): void {
    if (this.isWaiting) return;
    const ops = this.isVoid ? undefined : this.operations();
    if (!ops) {
      this.isVoid = true;
      if (this.mayStartOver) void this.startOver();
      return;
    }
    if (ops.length === 0) return;
    this.hasPainted = true;
    this.hasToTakeBack = false;
    this.listener.lines(ops);
  }

  tookBack(): void {
    this.edits = new PlacedEdits(this.question.before);
    this.paintedAnew = 0;
    if (this.hasPainted) this.isVoid = true;
  }

  end(outcome: Outcome): void {
    this.outcome = outcome;
    if (!this.isWaiting) this.finish(outcome);
  }

  private finish(outcome: Outcome): void {
    // What was painted goes with the first lines that come instead; there are none.
    if (this.hasToTakeBack) this.listener.lines([{ kind: 'keep', lines: splitLines(this.question.before) }]);
    const { talk } = this;
    this.listener.end(
      outcome.kind === 'done' && talk !== undefined ? { kind: 'refused', words: talk } : outcome,
    );
  }

  /**
   * An answer that goes back up again and again is painted anew once it has twice as many edits as the last time, and
   * when it is over: so all of that together costs no more than a few times the answer.
   */
  private get mayStartOver(): boolean {
    return this.turn.isOver || this.own.of(this.turn.placed).length >= 2 * this.paintedAnew;
  }

  /** What is new. Undefined when what was painted is void. */
  private operations(): LineOp[] | undefined {
    const [only] = this.parts;
    const { eol, languageId, instruction } = this.question;
    // A model that knows the form of a single rewrite only has answered with all of it.
    if (this.turn.isWholePart && only && !this.hasPainted) {
      const whole = new RewriteStream(only.text, eol, languageId, instruction);
      const ops = [...whole.push(this.turn.text), ...whole.end()];
      this.talk = whole.hasCode ? undefined : whole.words;
      return ops;
    }
    return this.edits.push(this.own.of(this.turn.placed));
  }

  private async startOver(): Promise<void> {
    this.isWaiting = true;
    const before = await this.listener.redirected();
    if (this.cancelled) return;
    if (before !== this.question.before) {
      // What the user typed meanwhile is part of the text now; the places have to be found in it.
      this.turn.detach(this);
      this.successor = this.alone({ ...this.question, before }, this.listener);
      return;
    }
    this.isWaiting = false;
    this.paintedAnew = this.own.of(this.turn.placed).length;
    const ops = this.again();
    this.hasToTakeBack = ops.length === 0;
    this.listener.lines(ops);
    if (this.outcome) this.finish(this.outcome);
  }
}
