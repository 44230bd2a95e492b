import { tryParse } from '../../../protocol/answerBody';
import type { PlainTexts } from './wireForm';

/** Chunks in a row that are not like the one before, after which an answer is read in full. */
const mostMisses = 8;

/** What stands in the place of the text, to see whether it is that place. */
const probe = 'Is the text of this chunk read here?';

/** Where the text of a chunk may stand. */
const places = /"(?:content|text)"\s*:\s*"/g;

/** A JSON string without escapes has none of these: quotes, backslashes, control characters. */
const escaped = /["\\]|[^ -\uffff]/;

/**
 * Knows a chunk of an answer again that differs from an earlier one in its text and nowhere else, as nearly all chunks
 * do, so that it need not be read as JSON and looked through for everything a chunk can be. The same characters around a
 * JSON string are the same JSON around it; that it is the text has been tried out with another one in its place.
 */
export class RepeatedChunk {
  private readonly texts: PlainTexts;
  private before = '';
  private behind = '';
  private misses = 0;

  /** @param texts finds the text of a chunk that carries that and nothing else */
  constructor(texts: PlainTexts) {
    this.texts = texts;
  }

  /** The text of a chunk that is like the one learnt; undefined for every other. */
  textOf(data: string): string | undefined {
    const { before, behind } = this;
    const end = data.length - behind.length;
    if (before === '' || end < before.length || !data.startsWith(before) || !data.endsWith(behind))
      return undefined;
    const literal = data.slice(before.length, end);
    const text = escaped.test(literal) ? tryParse(`"${literal}"`) : literal;
    if (typeof text !== 'string') return undefined;
    this.misses = 0;
    return text;
  }

  /** A chunk was read in full: the next ones may be like it. */
  learn(chunk: string, json: unknown): void {
    if (this.misses >= mostMisses) return;
    // A string of its own: parts of one keep all of it, and this may be a part of much that was read at once.
    const data = ` ${chunk}`.slice(1);
    const text = this.texts.of(json);
    if (text === undefined || text === '') return;
    this.misses++;
    for (const { 0: place, index } of data.matchAll(places)) {
      const from = index + place.length;
      const literal = literalAt(data, from);
      if (tryParse(`"${literal}"`) !== text) continue;
      const [before, behind] = [data.slice(0, from), data.slice(from + literal.length)];
      if (this.texts.of(tryParse(before + probe + behind)) !== probe) continue;
      this.before = before;
      this.behind = behind;
      return;
    }
  }
}

/** What stands of a JSON string from behind its opening quote to its end. */
function literalAt(data: string, from: number): string {
  let end = from;
  while (end < data.length && data[end] !== '"') end += data[end] === '\\' ? 2 : 1;
  return data.slice(from, end);
}
