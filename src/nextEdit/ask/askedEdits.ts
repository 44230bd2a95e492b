import { createDeferred } from '../../common/deferred';
import type { TurnStarter } from '../../session/session';
import type { Turn } from '../../session/turn';
import type { Lane } from '../../session/lane';
import type { DocumentText, NextEdit } from '../nextEdit';
import type { ModelMoment } from '../prompt/modelMoment';
import { NextEditAnswer } from '../prompt/nextEditAnswer';
import { nextEditInstructions, type NextEditQuestion } from '../prompt/nextEditPrompt';

/** The longest answer that is asked for, in tokens. */
const mostTokens = 700;

/** One question that was asked, and the edits that have come. Whoever asks ends it. */
export class AskedEdits {
  private readonly answer: NextEditAnswer;
  private readonly turn: Turn;
  private readonly edits: NextEdit[] = [];
  private isOver = false;
  private hasFailed = false;
  private changed = createDeferred<undefined>();

  constructor(
    session: TurnStarter,
    private readonly moment: ModelMoment,
    private readonly question: NextEditQuestion,
    lane: Lane,
  ) {
    this.answer = new NextEditAnswer(moment, question);
    this.turn = session.start({
      lane,
      instructions: nextEditInstructions,
      input: question.input,
      maxOutputTokens: mostTokens,
      reasoningEffort: 'low',
      verbosity: 'low',
    });
    void this.read();
  }

  /**
   * Whether it is the question that somebody has now: the same text, the cursor in the lines that were shown. One that failed is
   * asked again.
   */
  isAbout({ active, cursor }: ModelMoment): boolean {
    const { start, end } = this.question.window;
    const { uri, text } = this.moment.active;
    return !this.hasFailed && active.uri === uri && cursor >= start && cursor <= end && active.text === text;
  }

  /** Whether an edit still fits: the document it is about is as it was. */
  fits({ uri }: NextEdit, { active, others }: ModelMoment): boolean {
    const textOf = (documents: readonly DocumentText[]): string | undefined =>
      documents.find(document => document.uri === uri)?.text;
    return textOf([active, ...others]) === textOf([this.moment.active, ...this.moment.others]);
  }

  /** All edits, those that have come and those that come. Ends with the answer, or when the signal aborts. */
  async *all(signal: AbortSignal): AsyncGenerator<NextEdit, void, undefined> {
    const aborted = createDeferred<undefined>();
    const onAbort = (): void => aborted.resolve(undefined);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      for (let n = 0; !signal.aborted; n++) {
        while (n >= this.edits.length && !this.isOver && !signal.aborted)
          await Promise.race([this.changed.promise, aborted.promise]);
        const edit = this.edits[n];
        if (!edit || signal.aborted) return;
        yield edit;
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Nobody wants it any more. */
  cancel(): void {
    this.turn.cancel();
  }

  private async read(): Promise<void> {
    for await (const text of this.turn.text) {
      this.add(this.answer.push(text));
      if (this.answer.isOver) this.turn.cancel();
    }
    const { status } = await this.turn.done;
    // What was cut short may lack what makes it right.
    if (status === 'completed') this.add(this.answer.end());
    this.hasFailed = status === 'failed';
    this.isOver = true;
    this.tell();
  }

  private add(edits: readonly NextEdit[]): void {
    if (edits.length === 0) return;
    for (const edit of edits) this.edits.push(edit);
    this.tell();
  }

  private tell(): void {
    this.changed.resolve(undefined);
    this.changed = createDeferred<undefined>();
  }
}
