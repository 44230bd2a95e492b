import * as t from '@babel/types';
import { parseJs } from '../optimise/javascript/parse';
import { startOf } from '../optimise/javascript/source';
import { canRewrite } from '../optimise/languages';
import { parsePy } from '../optimise/python/parse';
import { descendants } from '../optimise/python/source';
import { namingNodes } from '../optimise/typed/source';
import { guessedSymbols } from './guessedSymbols';
import { jsSymbols } from './jsSymbols';
import { pySymbols } from './pySymbols';
import type { Outline } from './symbols';
import { parseTypedLanguage, typedSymbols } from './typedSymbols';

/** The outline of a text: by a grammar where there is one and the text parses, else guessed. */
export function outlineOf(text: string, language: string): Outline {
  if (canRewrite(language)) {
    if (language === 'python') {
      const source = parsePy(text);
      if (source) return { by: 'parsed', symbols: pySymbols(source) };
    } else if (language === 'go' || language === 'java') {
      const source = parseTypedLanguage(text, language);
      if (source) return { by: 'parsed', symbols: typedSymbols(source) };
    } else {
      const source = parseJs(text, language);
      if (source) return { by: 'parsed', symbols: jsSymbols(source) };
    }
  }
  return { by: 'guessed', symbols: guessedSymbols(text) };
}

/**
 * Offsets of the mentions of a name in code, leaving out comments and strings where a grammar can tell
 * (`exact`), else every place where it stands as a word.
 */
export function mentionsOf(
  text: string,
  language: string,
  name: string,
): { exact: boolean; offsets: number[] } {
  const parsed = canRewrite(language) ? parsedMentions(text, language, name) : undefined;
  if (parsed) return { exact: true, offsets: parsed.sort((a, b) => a - b) };
  const word = new RegExp(`(?<![\\w$])${name.replace(/\$/g, '\\$&')}(?![\\w$])`, 'g');
  return { exact: false, offsets: [...text.matchAll(word)].map(({ index }) => index) };
}

function parsedMentions(text: string, language: string, name: string): number[] | undefined {
  if (language === 'python') {
    const source = parsePy(text);
    return (
      source &&
      descendants(source.root, 'VariableName', 'PropertyName')
        .filter(({ from, to }) => source.code.slice(from, to) === name)
        .map(({ from }) => from - source.start)
    );
  }
  if (language === 'go' || language === 'java') {
    const source = parseTypedLanguage(text, language);
    return (
      source &&
      descendants(source.root, ...namingNodes)
        .filter(({ from, to, children }) => children.length === 0 && source.code.slice(from, to) === name)
        .map(({ from }) => from)
    );
  }
  const source = parseJs(text, language);
  if (!source) return undefined;
  const offsets = new Set<number>();
  t.traverseFast(source.ast, node => {
    const named = t.isIdentifier(node) || t.isJSXIdentifier(node) ? node.name : undefined;
    if (named === name) offsets.add(startOf(node) - source.start);
  });
  return [...offsets].filter(offset => offset >= 0);
}
