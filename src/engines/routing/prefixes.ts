import type { EngineRequest } from '../engine';
import { itemSize } from '../requestSize';

/** A beginning of a request: what tells it from others, and how long it is, in code units. */
interface Prefix {
  readonly print: number;
  readonly size: number;
}

/** Items from the beginning that are looked at: by then conversations are told apart. */
const mostItems = 256;

/** Of each text so much is looked at, at both ends, in code units. */
const lookedAt = 64;

/** Shorter beginnings are read anew as fast as they are found in a cache, in code units. */
const fewestUnits = 1_000;

/** Beginnings that are remembered; those used longest ago are forgotten first. */
const mostRemembered = 4_096;

/**
 * Remembers which place has read which beginning, so that what continues it goes where its prefix cache is. A chain is known by
 * its items, which stay the same objects, everything else by what it begins with. Requests of one lane go where the lane
 * was, when nothing better is known.
 */
export class Prefixes<Place extends object> {
  private readonly places = new Map<number, Place>();
  /** By lanes, and by the last items of requests. */
  private objects = new WeakMap<object, Place>();

  /** The place that has read its chain, or most of it (half at least), or the place of its lane. */
  find(request: EngineRequest): Place | undefined {
    const chained = this.chained(request);
    if (chained) return chained;
    const prefixes = prefixesOf(request);
    const whole = prefixes.at(-1)?.size ?? 0;
    for (const { print, size } of prefixes.toReversed()) {
      if (size * 2 < whole || size < fewestUnits) break;
      const place = this.places.get(print);
      if (place) return place;
    }
    return request.lane && this.objects.get(request.lane);
  }

  /** A place reads this request. */
  remember(request: EngineRequest, place: Place): void {
    for (const known of [request.lane, request.input.at(-1)]) if (known) this.objects.set(known, place);
    const prefixes = prefixesOf(request);
    for (const [index, { print }] of prefixes.entries()) {
      // All of it, and beginnings at which others may branch off.
      if (index < prefixes.length - 1 && (index & (index + 1)) !== 0) continue;
      this.places.delete(print);
      this.places.set(print, place);
    }
    for (const oldest of this.places.keys()) {
      if (this.places.size <= mostRemembered) break;
      this.places.delete(oldest);
    }
  }

  /** Forgets what is gone. */
  keep(isThere: (place: Place) => boolean): void {
    for (const [print, place] of this.places) if (!isThere(place)) this.places.delete(print);
    this.objects = new WeakMap();
  }

  /** Where the last part of its chain was read. */
  private chained({ input }: EngineRequest): Place | undefined {
    for (let index = input.length - 1, left = mostItems; index >= 0 && left > 0; index--, left--) {
      const item = input[index];
      const place = item && this.objects.get(item);
      if (place) return place;
    }
    return undefined;
  }
}

function prefixesOf({ model, instructions, input }: EngineRequest): readonly Prefix[] {
  const print = new Print();
  print.add(model);
  print.add(instructions);
  let size = instructions.length;
  const prefixes: Prefix[] = [{ print: print.value, size }];
  for (const item of input.slice(0, mostItems)) {
    const { content } = item;
    print.add(`${item.type ?? 'message'} ${item.role ?? ''}`);
    if (typeof content === 'string') print.add(content);
    else for (const part of content ?? []) print.add(typeof part.text === 'string' ? part.text : '');
    for (const text of [item['arguments'], item['output']]) if (typeof text === 'string') print.add(text);
    size += itemSize(item);
    prefixes.push({ print: print.value, size });
  }
  return prefixes;
}

/** A number of 53 bits for a row of texts: their lengths and both of their ends. */
class Print {
  private high = 0x811c9dc5;
  private low = 0x1b873593;

  get value(): number {
    return (this.high >>> 0) * 2 ** 21 + (this.low >>> 11);
  }

  add(text: string): void {
    this.mix(text.length);
    const head = Math.min(text.length, lookedAt);
    for (let at = 0; at < head; at++) this.mix(text.charCodeAt(at));
    for (let at = Math.max(head, text.length - lookedAt); at < text.length; at++)
      this.mix(text.charCodeAt(at));
  }

  private mix(value: number): void {
    this.high = Math.imul(this.high ^ value, 0x01000193);
    this.low = Math.imul(this.low ^ value, 0x5bd1e995) ^ (this.low >>> 15);
  }
}
