import { isRecord } from './saidError';

/** Where in an answer a text belongs, as far as an event says. */
export interface Place {
  readonly item_id?: string | undefined;
  readonly output_index?: number | undefined;
  readonly content_index?: number | undefined;
}

/** Most parts that are told apart. Only a server gone mad sends more; the oldest are forgotten. */
const mostParts = 256;

interface Part {
  place: Place;
  /** All text of the part that was handed on. */
  text: string;
  /** How much of it the deltas have brought, in UTF-16 code units; the rest came at once. */
  streamed: number;
  /** A new item has begun since. */
  past: boolean;
}

/**
 * Puts the text of an answer together, whichever way it comes: in deltas, whole when a part or an item is done, or
 * only with the end. Hands on each piece once. Parts are told apart by their place in the answer; by their ids only
 * where there is no place, because servers change ids at will.
 */
export class AnswerParts {
  private readonly parts: Part[] = [];

  /** Whether any text has come. */
  get any(): boolean {
    return this.parts.some(({ text }) => text !== '');
  }

  /** An item begins: what comes without a place from now on belongs to it. */
  itemBegins(): void {
    for (const part of this.parts) part.past = true;
  }

  /** More text of a part. Returns what of it is new: the part may have come whole before. */
  delta(place: Place, text: string): string {
    const part = this.find(place) ?? this.begin(place);
    // As a rule nothing has come ahead of the deltas, and then the text so far is not looked at.
    const known =
      part.streamed < part.text.length ? part.text.slice(part.streamed, part.streamed + text.length) : '';
    const fresh = text.startsWith(known) ? text.slice(known.length) : text;
    part.text += fresh;
    part.streamed = fresh.length === text.length ? part.text.length : part.streamed + text.length;
    return fresh;
  }

  /** The whole text of a part. Returns what had not come yet; undefined when it is not what came. */
  whole(place: Place, text: string): string | undefined {
    const part = this.find(place);
    if (!part) {
      if (text !== '') this.begin(place).text = text;
      return text;
    }
    if (!text.startsWith(part.text)) return undefined;
    const missing = text.slice(part.text.length);
    part.text = text;
    return missing;
  }

  /** An item that is done, with all its parts. Returns what had not come yet. */
  item({ item_id, output_index }: Place, item: unknown): string {
    return textsOf(item, 'text')
      .map(({ text, content_index }) => this.whole({ item_id, output_index, content_index }, text) ?? '')
      .join('');
  }

  /** All items of the answer, at its end. Returns their text where none has come. */
  output(items: readonly unknown[]): string {
    return this.any ? '' : items.map((item, output_index) => this.item({ output_index }, item)).join('');
  }

  private begin(place: Place): Part {
    const part: Part = { place, text: '', streamed: 0, past: false };
    this.parts.push(part);
    if (this.parts.length > mostParts) this.parts.shift();
    return part;
  }

  /** The latest part that this place can mean. */
  private find(place: Place): Part | undefined {
    return this.parts.findLast(({ place: other, past }) => {
      if (differ(place.content_index, other.content_index)) return false;
      if (place.output_index !== undefined && other.output_index !== undefined)
        return place.output_index === other.output_index;
      if (place.item_id !== undefined && other.item_id !== undefined) return place.item_id === other.item_id;
      return !past;
    });
  }
}

function differ(one: number | undefined, other: number | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

/** The texts in a message of an answer, or the refusals in it. Empty for every other item. */
export function textsOf(
  item: unknown,
  kind: 'text' | 'refusal',
): readonly { readonly text: string; readonly content_index: number }[] {
  if (!isRecord(item) || (item['type'] !== 'message' && item['type'] !== undefined)) return [];
  const { content } = item;
  if (typeof content === 'string') return kind === 'text' ? [{ text: content, content_index: 0 }] : [];
  if (!Array.isArray(content)) return [];
  return content.flatMap((part: unknown, content_index) => {
    const text = textOfPart(part, kind);
    return text === undefined ? [] : [{ text, content_index }];
  });
}

/** The text of one part of a message, or the refusal in it. */
export function textOfPart(part: unknown, kind: 'text' | 'refusal'): string | undefined {
  if (!isRecord(part) || (part['type'] !== 'refusal') !== (kind === 'text')) return undefined;
  // Thoughts may stand among the parts, and are no text of the answer.
  if (
    kind === 'text' &&
    part['type'] !== undefined &&
    part['type'] !== 'text' &&
    part['type'] !== 'output_text'
  )
    return undefined;
  const text = part[kind];
  return typeof text === 'string' ? text : undefined;
}
