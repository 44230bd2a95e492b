/** Room for at first: texts, and UTF-16 code units of all together. */
const firstTexts = 4096;
const firstUnits = 32_768;

/**
 * Different texts, numbered from 0 in the order they were first seen. Kept as code units in one array, so that each
 * takes little more than it is long; strings are made of those only that are asked for.
 */
export class Texts {
  size = 0;
  private units = new Uint16Array(firstUnits);
  /** Where each begins; one more at the end. */
  private starts = new Int32Array(firstTexts + 1);
  private hashes = new Int32Array(firstTexts);
  /** Numbers by hash, one more than the number; 0 where there is none. Its length is a power of two. */
  private slots = new Int32Array(2 * firstTexts);
  private readonly strings: (string | undefined)[] = [];

  /** The number of a part of a text; -1 when it was not seen. */
  find(text: string, from: number, to: number): number {
    return (this.slots[this.slot(text, from, to, hashOf(text, from, to))] ?? 0) - 1;
  }

  /** The number of a part of a text; a new one if it was not seen. */
  add(text: string, from: number, to: number): number {
    const hash = hashOf(text, from, to);
    let slot = this.slot(text, from, to, hash);
    const known = this.slots[slot] ?? 0;
    if (known > 0) return known - 1;
    if (this.size === this.hashes.length) {
      this.widen();
      slot = this.slot(text, from, to, hash);
    }
    const number = this.size++;
    const start = this.starts[number] ?? 0;
    const end = start + to - from;
    if (end > this.units.length) this.units = wider(this.units, new Uint16Array(2 * end));
    for (let at = from; at < to; at++) this.units[start + at - from] = text.charCodeAt(at);
    this.starts[number + 1] = end;
    this.hashes[number] = hash;
    this.slots[slot] = number + 1;
    return number;
  }

  /** The text of a number; empty when there is none. */
  text(number: number): string {
    if (number < 0 || number >= this.size) return '';
    const known = this.strings[number];
    if (known !== undefined) return known;
    const [start, end] = [this.starts[number] ?? 0, this.starts[number + 1] ?? 0];
    const made = Buffer.from(this.units.buffer, 2 * start, 2 * (end - start)).toString('utf16le');
    this.strings[number] = made;
    return made;
  }

  /** Length of a text in UTF-16 code units. */
  lengthOf(number: number): number {
    return (this.starts[number + 1] ?? 0) - (this.starts[number] ?? 0);
  }

  /** Whether a text begins with another. */
  startsWith(number: number, start: string): boolean {
    if (this.lengthOf(number) < start.length) return false;
    const from = this.starts[number] ?? 0;
    for (let at = 0; at < start.length; at++)
      if (this.units[from + at] !== start.charCodeAt(at)) return false;
    return true;
  }

  /** Where a text is among the slots, or where it belongs. */
  private slot(text: string, from: number, to: number, hash: number): number {
    const { slots, units, starts, hashes } = this;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = (slots[slot] ?? 0) - 1;
      if (number < 0) return slot;
      if (hashes[number] !== hash) continue;
      const start = starts[number] ?? 0;
      if ((starts[number + 1] ?? 0) - start !== to - from) continue;
      let at = from;
      while (at < to && units[start + at - from] === text.charCodeAt(at)) at++;
      if (at === to) return slot;
    }
  }

  private widen(): void {
    const length = this.hashes.length * 2;
    this.starts = wider(this.starts, new Int32Array(length + 1));
    this.hashes = wider(this.hashes, new Int32Array(length));
    this.slots = new Int32Array(2 * length);
    const mask = this.slots.length - 1;
    for (let number = 0; number < this.size; number++) {
      let slot = (this.hashes[number] ?? 0) & mask;
      while ((this.slots[slot] ?? 0) > 0) slot = (slot + 1) & mask;
      this.slots[slot] = number + 1;
    }
  }
}

function wider<T extends Uint16Array | Int32Array>(array: T, room: T): T {
  room.set(array);
  return room;
}

function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}
