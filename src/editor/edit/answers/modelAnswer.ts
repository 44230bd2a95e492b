import { t } from '../../../common/l10n';
import { LoopWatch } from '../../../common/loopWatch';
import { editInput, editInstructionsFor } from '../../../diff/editPrompt';
import { splitLines } from '../../../diff/lines';
import { RewriteStream } from '../../../diff/rewriteStream';
import type { LineOp } from '../../../diff/streamingDiff';
import { writeForm } from '../../../protocol/promptForms';
import type { ResponseInputItem } from '../../../protocol/wire';
import type { TurnStarter } from '../../../session/session';
import type { Turn, TurnRequest } from '../../../session/turn';
import {
  inCircles,
  onlyThoughts,
  outcomeOf,
  type Answer,
  type AnswerListener,
  type AnswerSource,
  type Outcome,
  type Question,
} from './answer';

/** How a question is put. @param code the lines to rewrite, without the line break at their end */
export type WriteRequest = (question: Question, code: string) => Pick<TurnRequest, 'instructions' | 'input'>;

/** Answers of the model. @param session the session as it is now; undefined while the settings cannot be used */
export function modelAnswers(
  session: () => TurnStarter | undefined,
  write: WriteRequest = rewriteRequest,
): AnswerSource {
  return {
    isWhole: false,
    ask: (question, listener) => {
      const now = session();
      return now && new ModelAnswer(() => session() ?? now, question, listener, write);
    },
  };
}

function rewriteRequest(
  { path, languageId, instruction, done }: Question,
  code: string,
): ReturnType<WriteRequest> {
  const context = done === '' ? [] : [documentMessage(path, languageId, done)];
  return {
    instructions: editInstructionsFor(code),
    input: [...context, ...editInput({ path, languageId, code, instruction })],
  };
}

/** One answer of the model. */
class ModelAnswer implements Answer {
  private stream: RewriteStream;
  private turn: Turn;
  private instruction: string;
  private text = '';
  private complete = false;
  private cancelled = false;
  /** What was painted was thought; it goes with the first lines of the answer. */
  private hasToTakeBack = false;

  constructor(
    private readonly session: () => TurnStarter,
    private readonly question: Question,
    private readonly listener: AnswerListener,
    private readonly write: WriteRequest,
  ) {
    this.instruction = question.instruction;
    this.stream = this.streamFor(question.before);
    this.turn = this.ask(question.done);
    void this.read(this.turn);
  }

  get before(): string {
    return this.stream.before;
  }

  steer(instruction: string): boolean {
    return this.turn.steer(instruction);
  }

  again(): readonly LineOp[] {
    this.stream = this.streamFor(this.before);
    this.hasToTakeBack = false;
    const ops = this.stream.push(this.text);
    return this.complete ? [...ops, ...this.stream.end()] : ops;
  }

  cancel(): void {
    this.cancelled = true;
    this.turn.cancel();
  }

  private streamFor(before: string): RewriteStream {
    const { eol, languageId } = this.question;
    return new RewriteStream(before, eol, languageId, this.instruction);
  }

  /** @param done the lines in front that were rewritten already */
  private ask(done: string): Turn {
    const { instruction } = this;
    return this.session().start({
      lane: 'edit',
      ...this.write({ ...this.question, instruction, done }, this.stream.code),
    });
  }

  private async read(turn: Turn): Promise<void> {
    const watch = new LoopWatch(this.before);
    for await (const event of turn.events) {
      if (this.cancelled) return;
      if (event.kind === 'redirected') {
        const before = await this.listener.redirected();
        this.instruction = [this.instruction, event.instruction].filter(Boolean).join('\n');
        this.stream = this.streamFor(before);
        this.text = '';
      } else {
        this.text += event.text;
        const ops = this.stream.push(event.text);
        if (this.stream.tookBack && !(await this.takeBack(turn))) return;
        this.paint(ops);
        if (this.stream.hasRunAway) {
          this.cancel();
          return this.listener.end({
            kind: 'failed',
            message: t('The answer did not end, so it was stopped.'),
          });
        }
        if (watch.take(event.text)) {
          this.cancel();
          return this.listener.end({ kind: 'failed', message: inCircles });
        }
      }
    }
    const result = await turn.done;
    if (this.cancelled) return;
    const outcome = outcomeOf(result, () => this.whole());
    // Nothing came that would take its place.
    if (this.hasToTakeBack) this.paint([{ kind: 'keep', lines: splitLines(this.before) }]);
    this.listener.end(outcome);
  }

  private paint(ops: readonly LineOp[]): void {
    if (ops.length > 0) this.hasToTakeBack = false;
    this.listener.lines(ops);
  }

  /** What was painted was thought. Resolves to whether the answer on its way still counts. */
  private async takeBack(turn: Turn): Promise<boolean> {
    const before = await this.listener.redirected();
    if (this.cancelled) return false;
    this.hasToTakeBack = true;
    if (before === this.before) return true;
    // What the user typed meanwhile is part of the text now, and not what the model was asked about.
    turn.cancel();
    this.stream = this.streamFor(before);
    this.text = '';
    this.turn = this.ask('');
    void this.read(this.turn);
    return false;
  }

  private whole(): Outcome {
    this.complete = true;
    this.paint(this.stream.end());
    const { hasCode, words, isOther, hasThoughts } = this.stream;
    if (hasCode) return { kind: 'done' };
    if (isOther) {
      return {
        kind: 'refused',
        words: t('The answer defines something else, so nothing was changed: {0}', words),
      };
    }
    return { kind: 'refused', words: words || (hasThoughts ? onlyThoughts : t('The answer was empty.')) };
  }
}

function documentMessage(path: string, language: string, text: string): ResponseInputItem {
  return {
    type: 'message',
    role: 'user',
    content: [{ type: 'input_text', text: writeForm({ kind: 'document', path, language, text }) }],
  };
}
