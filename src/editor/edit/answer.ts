import { editInput, editInstructions } from '../../diff/editPrompt';
import type { LineEnd } from '../../diff/lines';
import { RewriteStream } from '../../diff/rewriteStream';
import type { LineOp } from '../../diff/streamingDiff';
import { writeForm } from '../../protocol/promptForms';
import type { ResponseInputItem } from '../../protocol/wire';
import type { Session } from '../../session/session';
import type { Turn } from '../../session/turn';

/** How an answer ended. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped' }
  /** The model answered in words: `words` are for the person. */
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'failed'; readonly message: string };

/** What an answer is asked with. */
export interface Question {
  readonly path: string;
  readonly languageId: string;
  readonly instruction: string;
  /** The lines to rewrite, as they stand in the document. */
  readonly before: string;
  /** Lines in front of them that were rewritten already; for the model's orientation. */
  readonly done: string;
  readonly eol: LineEnd;
}

/** What becomes of an answer while it streams in. Nothing is called any more once it was cancelled. */
export interface AnswerListener {
  /** More to paint. */
  lines(ops: readonly LineOp[]): void;
  /** From here on the answer follows a new instruction: what was painted of it is void. Resolves to the new text to rewrite. */
  redirected(): Promise<string>;
  end(outcome: Outcome): void;
}

/** One answer on its way. Whoever asks for it cancels it. */
export class Answer {
  private stream: RewriteStream;
  private readonly turn: Turn;
  private text = '';
  private complete = false;
  private cancelled = false;

  constructor(
    session: Session,
    private readonly question: Question,
    private readonly listener: AnswerListener,
  ) {
    const { path, languageId, instruction, before, done, eol } = question;
    this.stream = new RewriteStream(before, eol);
    const context = done === '' ? [] : [documentMessage(path, languageId, done)];
    this.turn = session.start({
      lane: 'edit',
      instructions: editInstructions,
      input: [...context, ...editInput({ path, languageId, code: this.stream.code, instruction })],
    });
    void this.read();
  }

  /** The lines it rewrites. */
  get before(): string {
    return this.stream.before;
  }

  /** Changes its course; false when it has ended. */
  steer(instruction: string): boolean {
    return this.turn.steer(instruction);
  }

  /** Everything so far once more, for a document that was put back to `before`. */
  again(): readonly LineOp[] {
    this.stream = new RewriteStream(this.before, this.question.eol);
    const ops = this.stream.push(this.text);
    return this.complete ? [...ops, ...this.stream.end()] : ops;
  }

  /** Ends it at once; idempotent. */
  cancel(): void {
    this.cancelled = true;
    this.turn.cancel();
  }

  private async read(): Promise<void> {
    for await (const event of this.turn.events) {
      if (this.cancelled) return;
      if (event.kind === 'redirected') {
        const before = await this.listener.redirected();
        this.stream = new RewriteStream(before, this.question.eol);
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
