import { lexisOf } from '../../src/common/code/lexis';
import { scan } from '../../src/common/code/scan';

/** What a person would hate to find among code. */
export const faults = ['prose', 'fence', 'marker', 'markup', 'echo', 'loop', 'deletion'] as const;
export type Fault = (typeof faults)[number];

/** What must never be shown as code: the marks of prompts and of training. */
const marker =
  /<\|[\w▁]+\|>|<\/?(?:fill|selection|document|cursor|snippet|definitions)\b|^(?:<{5,}|>{5,}) ?(?:SEARCH|REPLACE)|^={5,}$|^\|(?:user|assistant|system)\|$/m;

/** Tags of pages, which have no place in JavaScript, TypeScript (without JSX) or Python. */
const markup =
  /^\s*<\/?(?:!DOCTYPE|html|head|body|script|div|pre|code|span|p|ul|li|input|br|img|style)\b[^(]*>/im;

/** How the raw answer breaks the form it was asked for in, in one word. */
export function formOf(text: string): string {
  const start = text.trimStart();
  if (start === '') return 'nothing';
  if (start.includes('<fill>')) return start.startsWith('<fill>') ? 'tags' : 'tags behind words';
  if (/^<{5,} ?SEARCH/m.test(text)) return 'edit blocks';
  if (/^(?:```|~~~)/.test(start)) return 'fence';
  if (/^ {0,3}(?:```|~~~)/m.test(text)) return 'words, then a fence';
  if (marker.test(start.slice(0, 200))) return 'the prompt again';
  if (markup.test(start.split('\n', 1)[0] ?? '')) return 'a page';
  if (isSentence(start.split('\n', 1)[0] ?? '')) return 'words';
  return 'bare code';
}

/** The faults of a text that is put where code is. */
export function faultsOf(
  shown: string,
  { prefix, language, before = '' }: { prefix: string; language: string; before?: string },
): Fault[] {
  const lexis = lexisOf(language);
  const found: Fault[] = [];
  const isNew = (line: string): boolean => line.trim() !== '' && !before.includes(line.trim());
  const lines = shown.split('\n');
  const { within } = scan(prefix, lexis);
  let at = 0;
  for (const line of lines) {
    const isInside = scan(shown.slice(0, at), lexis, { within }).within !== undefined;
    at += line.length + 1;
    if (!isInside && isNew(line) && isSentence(line)) {
      found.push('prose');
      break;
    }
  }
  const fresh = lines.filter(isNew).join('\n');
  if (/^\s*(?:```|~~~)/m.test(fresh)) found.push('fence');
  if (marker.test(fresh)) found.push('marker');
  if (markup.test(fresh)) found.push('markup');
  if (loops(lines)) found.push('loop');
  return found;
}

/** Whether a line is a sentence or two, and neither code nor a comment. */
function isSentence(line: string): boolean {
  const text = line.trim().replace(/`[^`]*`/g, 'x');
  if (/^(?:\/\/|\/?\*|#|--|"""|''')/.test(text)) return false;
  if (/[;{}=\\]|\(\w*\)|\w\(['"]|=>|->|^\W/.test(text)) return false;
  const words = text.match(/[A-Za-z'’]+/g) ?? [];
  return words.length >= 5 && words.join(' ').length > 0.75 * text.length;
}

/** The same line, or pair of lines, three times one below the other; lines that only close do not count. */
function loops(lines: readonly string[]): boolean {
  const said = lines.map(line => line.trim()).filter(line => line.length > 6);
  return said.some(
    (line, at) =>
      (line === said[at + 1] && line === said[at + 2]) ||
      (line === said[at + 2] &&
        line === said[at + 4] &&
        said[at + 1] === said[at + 3] &&
        said[at + 1] === said[at + 5]),
  );
}

/** Names of functions, classes and methods that a piece of code defines. */
export function definedIn(code: string): ReadonlySet<string> {
  const patterns = [
    /\b(?:function\*?|class|interface|enum|namespace|def)\s+([\w$]+)/g,
    /^\s*(?:export\s+)?(?:const|let|var)\s+([\w$]+)\s*=\s*(?:async\s*)?(?:function\b|\([^)]*\)\s*(?::[^=]+)?=>)/gm,
    /^\s*(?:static\s+|async\s+|get\s+|set\s+|private\s+|public\s+|protected\s+|readonly\s+)*(#?[A-Za-z_$][\w$]*)\s*\([^()]*\)\s*(?::\s*[\w<>[\]| .]+)?\s*\{\s*$/gm,
  ];
  const names = patterns.flatMap(pattern => [...code.matchAll(pattern)].map(match => match[1] ?? ''));
  return new Set(names.filter(name => !/^(?:if|for|while|switch|catch|function|with|return)$/.test(name)));
}

/** Whether there is a line that is neither blank nor a comment. */
export function hasCode(text: string): boolean {
  return text.split('\n').some(line => line.trim() !== '' && !/^\s*(?:\/\/|\/?\*|#|--)/.test(line));
}
