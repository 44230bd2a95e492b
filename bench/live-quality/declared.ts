import { declarationAt } from '../../src/completion/context/declaration';
import { groupDeclarations, type Declaration } from '../../src/completion/context/groupDeclarations';
import { namesNear } from '../../src/completion/context/namesNear';
import type { Lines } from '../../src/completion/window';
import type { DefinitionsForm } from '../../src/protocol/promptForms';
import type { CorpusFile } from '../live/corpus';
import type { Place } from '../live/places';

/**
 * Declarations of names near a place, as a language service finds them in what its file imports: here by their words. The type of a name
 * is the one that stands behind its first colon, or `new`.
 * @param budget tokens
 */
export function declaredNear(
  { before, behind }: Place,
  imported: readonly CorpusFile[],
  budget: number,
): readonly DefinitionsForm[] {
  const text = before + behind;
  const names = namesNear(linesOf(text), before.split('\n').length - 1);
  const found = names.flatMap(({ name, wanted }): Declaration[] => {
    const type = new RegExp(`\\b${name.replaceAll('$', '\\$')}(?:\\??: | = new )(?:readonly )?(\\w+)`).exec(
      text,
    )?.[1];
    const sought = wanted === 'type' ? type : name;
    return sought === undefined ? [] : declarationIn(sought, imported);
  });
  return groupDeclarations(found, budget);
}

function declarationIn(name: string, files: readonly CorpusFile[]): Declaration[] {
  const declares = new RegExp(
    `^export (?:default |async |abstract |declare )*(?:function\\*?|class|interface|type|enum|const|let) ${name.replaceAll('$', '\\$')}\\b`,
  );
  for (const { name: path, language, text } of files) {
    const lines = linesOf(text);
    const line = text.split('\n').findIndex(each => declares.test(each));
    if (line >= 0) return [{ uri: path, path, language, line, text: declarationAt(lines, line) }];
  }
  return [];
}

function linesOf(text: string): Lines {
  const lines = text.split('\n');
  return { count: lines.length, text: at => lines[at] ?? '' };
}
