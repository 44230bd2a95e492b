import { AnswerThoughts } from '../../common/answerThoughts';
import { holdsThoughtTag } from '../../common/thoughtTags';
import { holdBack } from './unfenced';
import { answerTag } from '../prompt/prompt';

/**
 * The text inside a model's answer, while it grows. Models are asked for `<fill>...</fill>`, but some leave the tag out;
 * an engine of ours answers with the bare text. A Markdown fence is left to `unfenced`, which looks at the place.
 */
export class AnswerText {
  private readonly thoughts: AnswerThoughts;
  private raw = '';
  private timesAnew = 0;

  /**
   * @param about the text around the cursor
   * @param isBare whether the endpoint answers with the bare text, as models do that fill in the middle and do not think
   */
  constructor(about: string, isBare: boolean) {
    const form = /^<fill>/;
    const mayHoldTags = isBare || holdsThoughtTag(about);
    this.thoughts = new AnswerThoughts({ begins: form, follows: form, mayBeBare: true, mayHoldTags });
  }

  /** Takes the next piece of the answer. */
  take(piece: string): void {
    const { anew, text } = this.thoughts.take(piece);
    if (anew) this.timesAnew++;
    this.raw = anew ? text : this.raw + text;
  }

  /** The answer is over. */
  end(): void {
    this.raw += this.thoughts.end();
  }

  /** How often all that had come turned out to be thoughts. */
  get takenBack(): number {
    return this.timesAnew;
  }

  /** Whether nothing has come that is certainly no thought. */
  get isThought(): boolean {
    return this.mayBeThoughts || (this.thoughts.any && this.raw === '');
  }

  /** Whether what has come may be thoughts: it begins neither as it was asked for nor as code in a chat, nor behind thoughts. */
  get mayBeThoughts(): boolean {
    return !this.thoughts.any && !/^\s*(?:<fill>|`{3}|~{3})/.test(this.raw);
  }

  /**
   * The text so far. For a longer answer it extends that for a shorter one, unless that turned out to have been
   * thoughts; what may yet turn out to be markup is held back until it is known.
   * @param ended whether the answer is complete
   */
  text(ended: boolean): string {
    const body = afterOpening(this.raw, ended);
    if (body === undefined) return '';
    const end = body.indexOf(answerTag.close);
    return end >= 0 ? body.slice(0, end) : ended ? body : holdBack(body, answerTag.close);
  }
}

/**
 * The text inside an answer of which so much has come: `AnswerText` in one step, for whoever has the answer whole.
 * @param raw everything received
 * @param ended whether the answer is complete
 * @param about the text around the cursor
 * @public
 */
export function answerText(raw: string, ended: boolean, about: string): string {
  const answer = new AnswerText(about, false);
  answer.take(raw);
  if (ended) answer.end();
  return answer.text(ended);
}

/** The text behind the opening tag; all of it when there is none; undefined while that cannot be told. */
function afterOpening(raw: string, ended: boolean): string | undefined {
  const start = raw.trimStart();
  if (start.startsWith(answerTag.open)) return start.slice(answerTag.open.length);
  if (!ended && answerTag.open.startsWith(start)) return undefined;
  return raw;
}
