import { editInput, editInstructionsFor } from '../../../diff/editPrompt';
import { RewriteStream } from '../../../diff/rewriteStream';
import type { LineOp } from '../../../diff/streamingDiff';
import { writeForm } from '../../../protocol/promptForms';
import type { ResponseInputItem } from '../../../protocol/wire';
import type { TurnStarter } from '../../../session/session';
import type { Turn } from '../../../session/turn';
import type { Answer, AnswerListener, AnswerSource, Outcome, Question } from './answer';

/** Answers of the model. @param session the session as it is now; undefined while the settings cannot be used */
export function modelAnswers(session: () => TurnStarter | undefined): AnswerSource {
  return {
    isWhole: false,
    ask: (question, listener) => {
      const now = session();
      return now && new ModelAnswer(now, question, listener);
    },
  };
}

/** One answer of the model. */
class ModelAnswer implements Answer {
  private stream: RewriteStream;
  private readonly turn: Turn;
  private text = '';
  private complete = false;
  private cancelled = false;

  constructor(
    session: TurnStarter,
    private readonly question: Question,
    private readonly listener: AnswerListener,
  ) {
    const { path, languageId, instruction, before, done, eol } = question;
    this.stream = new RewriteStream(before, eol, languageId);
    const context = done === '' ? [] : [documentMessage(path, languageId, done)];
    this.turn = session.start({
      lane: 'edit',
      instructions: editInstructionsFor(this.stream.code),
      input: [...context, ...editInput({ path, languageId, code: this.stream.code, instruction })],
    });
    void this.read();
  }

  get before(): string {
    return this.stream.before;
  }

  steer(instruction: string): boolean {
    return this.turn.steer(instruction);
  }

  again(): readonly LineOp[] {
    this.stream = new RewriteStream(this.before, this.question.eol, this.question.languageId);
    const ops = this.stream.push(this.text);
    return this.complete ? [...ops, ...this.stream.end()] : ops;
  }

  cancel(): void {
    this.cancelled = true;
    this.turn.cancel();
  }

  private async read(): Promise<void> {
    for await (const event of this.turn.events) {
      if (this.cancelled) return;
      if (event.kind === 'redirected') {
        const before = await this.listener.redirected();
        this.stream = new RewriteStream(before, this.question.eol, this.question.languageId);
        this.text = '';
      } else {
        this.text += event.text;
        this.listener.lines(this.stream.push(event.text));
        if (this.stream.hasRunAway) {
          this.cancel();
          return this.listener.end({ kind: 'failed', message: 'The answer did not end, so it was stopped.' });
        }
      }
    }
    const result = await this.turn.done;
    if (!this.cancelled) this.listener.end(this.outcome(result));
  }

  private outcome({ status, error, reason }: Awaited<Turn['done']>): Outcome {
    if (status === 'failed') return { kind: 'failed', message: error?.message ?? 'The request failed.' };
    if (status === 'cancelled') return { kind: 'stopped' };
    if (status === 'incomplete') {
      return { kind: 'failed', message: `The answer was cut short: ${reason ?? status}.` };
    }
    this.complete = true;
    this.listener.lines(this.stream.end());
    if (this.stream.hasCode) return { kind: 'done' };
    return { kind: 'refused', words: this.stream.words || 'The answer was empty.' };
  }
}

function documentMessage(path: string, language: string, text: string): ResponseInputItem {
  return {
    type: 'message',
    role: 'user',
    content: [{ type: 'input_text', text: writeForm({ kind: 'document', path, language, text }) }],
  };
}
