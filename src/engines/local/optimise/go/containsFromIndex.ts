import { descendants, hasComment, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { binary, callOf, isName, type TypedRule, type TypedSource } from '../typed/source';
import { isPackage } from './imports';

const id = 'contains-from-index';

/** `strings.Index(s, t) != -1` asks whether it is there: `strings.Contains(s, t)`. */
export const containsFromIndex: TypedRule = {
  id,
  find: source =>
    descendants(source.root, 'BinaryExpression').flatMap((node): Rewrite[] => {
      const parts = binary(source, node);
      const call = parts && callOf(source, parts.left);
      if (!parts || !call?.on || hasComment(source, node.from, node.to)) return [];
      const found = isThere(parts.operator, textOf(source, parts.right));
      const name = plural[call.name];
      const library = textOf(source, call.on);
      if (found === undefined || name === undefined || call.args.length !== 2) return [];
      if (!isLibrary(source, call.on, library)) return [];
      const [text, what] = call.args.map(argument => textOf(source, argument));
      return [
        {
          rule: id,
          why: 'asks whether it is there, not where',
          at: node.from,
          edits: [
            {
              start: node.from,
              end: node.to,
              text: `${found ? '' : '!'}${library}.${name}(${text}, ${what})`,
            },
          ],
        },
      ];
    }),
};

const plural: Readonly<Record<string, string>> = {
  Index: 'Contains',
  IndexAny: 'ContainsAny',
  IndexRune: 'ContainsRune',
};

function isLibrary(source: TypedSource, node: CodeNode, name: string): boolean {
  return (name === 'strings' || name === 'bytes') && isName(source, node, name) && isPackage(source, name);
}

/** Whether a comparison with what `Index` gives says that something was found. */
function isThere(operator: string, value: string): boolean | undefined {
  if (value === '-1') return { '!=': true, '>': true, '==': false }[operator];
  return value === '0' ? { '>=': true, '<': false }[operator] : undefined;
}
