import { estimateTokens } from '../../../../common/tokenEstimate';
import type { FimFamilyName } from '../../../../common/upstreamNames';
import type { EngineRequest } from '../../../engine';
import { BegunMiddles, type AroundCursor } from './begunMiddle';
import { lastPiece } from './lastPiece';
import { fimFamilies, type FimFamily } from '../completions/fimFamilies';
import { cursorWarmUpTask, type ContextText, type CursorTask } from '../cursorTask';

/** How a server's model fills in the middle, where the server has said so itself. */
export interface FillTokens {
  readonly family: FimFamilyName;
  /** Tokens that one request may have, prompt and answer together. */
  readonly context: number;
}

/** A prompt that ends in the middle that is to be written. */
export interface TokenPrompt {
  readonly prompt: string;
  /** What stands before the cursor and was left out of the prompt: the answer has to begin with it. */
  readonly again: string;
  readonly stop: readonly string[];
}

/** Of ordinary code some 1,700 and 450 tokens, in UTF-16 code units. */
const mostAround = { prefix: 6_000, suffix: 1_600 } as const;

/** By how much an estimate of tokens may be too small. */
const caution = 1.25;

/** What no model would have to read as a token of its own if it stood in a file. */
const anyToken = /<\|\w+\|>/;

/**
 * Prompts in the tokens of a model: other files first, then what stands before the place at which typing began, what stands behind it, and what
 * was typed since. So a key adds to the end of a prompt, and nothing in front of that is read again.
 */
export class TokenPrompts {
  private readonly middles = new BegunMiddles(mostAround);
  private readonly family: FimFamily;
  /** The prompt of the latest request for a completion. */
  private latest = '';

  constructor(private readonly tokens: FillTokens) {
    this.family = fimFamilies[tokens.family];
  }

  /**
   * The prompt of a request. Undefined where one must not be written in tokens: a text in it holds such tokens itself, or the cursor's part alone
   * is too long.
   * @param limit tokens of the answer
   */
  of({ cursor, documents }: CursorTask, limit: number): TokenPrompt | undefined {
    const around = this.middles.divide(cursor.path, cursor.prefix, cursor.suffix);
    const again = lastPiece(around.middle);
    const middle = around.middle.slice(0, around.middle.length - again.length);
    const prompt = this.written(cursor.path, { ...around, middle }, documents, limit);
    if (prompt === undefined) return undefined;
    this.latest = prompt;
    return { prompt, again, stop: this.family.stop };
  }

  /**
   * What requests for completions will begin with, as far as can be told: other files, and what stood before the place at which typing began.
   * Undefined where there is nothing, and where the latest request began with the same: that would only have the server forget what else it has
   * read of it.
   */
  ahead(request: EngineRequest): string | undefined {
    const task = cursorWarmUpTask(request);
    if (!task) return undefined;
    const { path, text } = task.own;
    const begun = this.middles.begunIn(path);
    const before = begun !== undefined && text.startsWith(begun.before) ? begun.prefix : '';
    if (before === '' && task.documents.length === 0) return undefined;
    const whole = this.written(path, { prefix: before + endMark, middle: '', suffix: '' }, task.documents, 1);
    const prompt = whole?.slice(0, whole.indexOf(endMark));
    return prompt === undefined || this.latest.startsWith(prompt) ? undefined : prompt;
  }

  /** Files that the context has no room for are left out, from the first on. */
  private written(
    path: string,
    around: AroundCursor,
    documents: readonly ContextText[],
    limit: number,
  ): string | undefined {
    const texts = [around.prefix, around.middle, around.suffix, ...documents.map(({ text }) => text)];
    const { tokens } = this.family;
    if (texts.some(text => anyToken.test(text) || tokens.some(token => text.includes(token))))
      return undefined;
    const room = this.tokens.context - limit;
    const cost = (text: string): number => caution * (estimateTokens(text) + headTokens);
    let left = room - cost(around.prefix + around.middle + around.suffix);
    if (left < 0) return undefined;
    const isRoom = documents.map(() => false);
    for (let at = documents.length - 1; at >= 0; at--) {
      const { text = '', path: name = '' } = documents[at] ?? {};
      left -= cost(name + text);
      if (left < 0) break;
      isRoom[at] = true;
    }
    return this.family.prompt({ ...around, path, documents: documents.filter((_, at) => isRoom[at]) });
  }
}

/** Tokens between two texts of a prompt. */
const headTokens = 8;

/** Stands at the end of what is prepared, in no prompt that is sent. */
const endMark = '\0';
