import { manifest } from './manifest';

// Which of the keys in our manifest VS Code has bound itself. Its sources name keys by number; a build keeps the numbers.

/** What VS Code adds up to a key, as its `KeyMod` and `KeyCode` have it. */
const modifiers: Readonly<Record<string, number>> = { alt: 512, shift: 1_024, cmd: 2_048 };
const named: Readonly<Record<string, number>> = { tab: 2, enter: 3, escape: 9 };

/** Bound so often, each time for something else, that only the conditions of ours tell them apart; other tests look at those. */
const everywhere = ['tab', 'escape'];

/** What is known to be bound on a key of ours, and why that is no conflict. `count`: bindings in a build, at most. */
export const known: readonly {
  readonly key: string;
  readonly count: number;
  readonly what: string;
  readonly apart: string;
}[] = [
  {
    key: 'cmd+alt+y',
    count: 1,
    what: 'Keep All Chat Edits (1.106 and later)',
    apart: 'ours stands back where the editor has chat edits: !chatEdits.hasEditorModifications',
  },
  {
    key: 'alt+k',
    count: 2,
    what: 'Record Keys in the editor of keyboard shortcuts; Configure Keybindings in the accessible view',
    apart: 'ours needs a file with a rewrite to review, and stands back in the accessible view',
  },
  {
    key: 'cmd+alt+k',
    count: 1,
    what: 'Record Keys in the editor of keyboard shortcuts',
    apart: 'ours needs the focus in the text of a file',
  },
  {
    key: 'ctrl+k ctrl+e',
    count: 1,
    what: 'Change When Expression in the editor of keyboard shortcuts',
    apart: 'ours needs the focus in the text of a file',
  },
  {
    key: 'cmd+k cmd+e',
    count: 1,
    what: 'Change When Expression in the editor of keyboard shortcuts',
    apart: 'ours needs the focus in the text of a file',
  },
  {
    key: 'alt+enter',
    count: 9,
    what: 'Select All Matches, Open to the Side, and others, each in a view or a widget of its own',
    apart: 'ours is bound only while a recording plays: codexSpark.showMe.running',
  },
  {
    key: 'alt+n',
    count: 1,
    what: 'Next Question in the carousel of the chat (1.139)',
    apart: 'ours needs the focus in the text of a file',
  },
];

/** A key on some systems. */
export interface BoundKey {
  readonly key: string;
  /** On macOS Ctrl is another key than the one for shortcuts. */
  readonly isMac: boolean;
}

/** The keys of our manifest, each once on macOS and once elsewhere, but for Tab and Escape. */
export function ourKeys(): readonly BoundKey[] {
  const { keybindings } = manifest.contributes;
  return [true, false].flatMap(isMac => {
    const keys = keybindings.map(({ key, mac }) => (isMac ? (mac ?? key) : key));
    return [...new Set(keys)].filter(key => !everywhere.includes(key)).map(key => ({ key, isMac }));
  });
}

/** The number of a key in VS Code's sources; two for one with two strokes. */
export function numbersOf({ key, isMac }: BoundKey): readonly number[] {
  return key.split(' ').map(stroke =>
    stroke.split('+').reduce((sum, part) => {
      const letter = /^[a-z]$/.test(part) ? 31 + part.charCodeAt(0) - 97 : undefined;
      const digit = /^\d$/.test(part) ? 21 + Number(part) : undefined;
      const ctrl = part === 'ctrl' ? (isMac ? 256 : 2_048) : undefined;
      const value = letter ?? digit ?? ctrl ?? modifiers[part] ?? named[part];
      if (value === undefined) throw new Error(`The key ${part} of ${key} is not known here.`);
      return sum + value;
    }, 0),
  );
}

/** How often a key is bound in a build of VS Code's workbench. */
export function timesBound(bound: BoundKey, workbench: string): number {
  const [first = 0, second] = numbersOf(bound);
  const pattern =
    second === undefined
      ? // As the first or another choice of a binding, on all systems or on one.
        `(?:primary:|secondary:\\[(?:[^\\]]*,)?)${first}(?![\\d.])`
      : `[\\w$]\\(${first},${second}\\)`;
  return [...workbench.matchAll(new RegExp(pattern, 'g'))].length;
}

/** Keys of ours that a build binds more often than is known. */
export function unknownBindings(workbench: string): readonly string[] {
  return ourKeys().flatMap(bound => {
    const { key } = bound;
    const times = timesBound(bound, workbench);
    const expected = known.find(entry => entry.key === key)?.count ?? 0;
    return times > expected ? [`${key}: ${times} in VS Code, ${expected} known`] : [];
  });
}
