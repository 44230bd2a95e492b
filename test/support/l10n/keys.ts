import type { LanguageId } from './bundles';

/** What stands on the keys of a keyboard of that language, where it is not what stands on an English one. */
const names: Readonly<Record<LanguageId, ReadonlyMap<string, string>>> = {
  de: new Map([
    ['Cmd', 'Befehl'],
    ['Command', 'Befehl'],
    ['Ctrl', 'Strg'],
    ['Delete', 'Entf'],
    ['Down', 'Pfeil unten'],
    ['End', 'Ende'],
    ['Enter', 'Eingabe'],
    ['Escape', 'Esc'],
    ['Home', 'Pos1'],
    ['Left', 'Pfeil links'],
    ['Right', 'Pfeil rechts'],
    ['Shift', 'Umschalt'],
    ['Up', 'Pfeil oben'],
  ]),
  ja: new Map([
    ['Down', '↓'],
    ['Escape', 'Esc'],
    ['Left', '←'],
    ['Right', '→'],
    ['Up', '↑'],
  ]),
};

/** A key, or several held at once, by their names in a language: `Alt+Enter`. */
export function keysIn(id: LanguageId, keys: string): string {
  return keys
    .split('+')
    .map(key => names[id].get(key) ?? key)
    .join('+');
}

/** Names of keys that a text in a language should not hold: those of an English keyboard. */
export function isForeignKey(id: LanguageId, key: string): boolean {
  return names[id].has(key);
}
