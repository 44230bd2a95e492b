import assert from 'node:assert/strict';

/** Characters only the user types here: plain ones, and ones that stand behind a line break of their own. */
const plain = { first: 0xe000, count: 0x0fff };
const behindBreak = { first: 0xf000, count: 0x08ff };
const all = /\r?\n[\uf000-\uf8ff]|[\ue000-\uefff]/g;
const marks = /[\ue000-\uf8ff]/g;

/** What a user types in a test: each character is one of its own, so that a lost or doubled one shows. */
export class TypedCharacters {
  private plain = 0;
  private broken = 0;
  private readonly there: string[] = [];

  /** The next character. */
  next(): string {
    const character = String.fromCharCode(plain.first + (this.plain++ % plain.count));
    this.there.push(character);
    return character;
  }

  /** The next line break with a character behind it. */
  nextLine(eol: string): string {
    const character = String.fromCharCode(behindBreak.first + (this.broken++ % behindBreak.count));
    this.there.push(character);
    return eol + character;
  }

  /** Another document: nothing is typed yet. */
  clear(): void {
    this.there.length = 0;
  }

  /** @throws when one is missing, or there twice */
  check(text: string): void {
    const found = text.match(marks) ?? [];
    assert.deepEqual([...found].sort(), [...this.there].sort(), 'exactly what was typed is there');
  }
}

/** A text as if nothing had been typed. */
export function untyped(text: string): string {
  return text.replace(all, '');
}
