import { descendants, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { definitionOf, definitionsOf, mentionsOf } from '../typed/mentions';
import { callOf, freshLocal, holds, laterCode, type TypedRule, type TypedSource } from '../typed/source';
import { linesBefore, outermostLoop } from '../typed/statements';
import { isQuiet } from './quiet';
import { listElement, utilClass } from './types';

const id = 'set-from-contains';

/** `xs.contains(x)` in a loop looks through the list each time; a set made of it before the loop finds each at once. */
export const setFromContains: TypedRule = {
  id,
  find(source) {
    const done = new Set<CodeNode>();
    return descendants(source.root, 'Call').flatMap((call): Rewrite[] => {
      const list = askedList(source, call);
      const definition = list && definitionOf(source, list);
      const loop = outermostLoop(call);
      if (!list || !definition || !loop || done.has(definition)) return [];
      done.add(definition);
      return rewriteLoop(source, loop, list, definition) ?? [];
    });
  },
};

function askedList(source: TypedSource, node: CodeNode): CodeNode | undefined {
  const call = callOf(source, node);
  return call?.name === 'contains' && call.on?.name === 'Identifier' && call.args.length === 1
    ? call.on
    : undefined;
}

/** Classes whose `equals` and `hashCode` are known to agree. */
const agreeing = new Set([
  'Boolean',
  'Byte',
  'Character',
  'Double',
  'Float',
  'Integer',
  'Long',
  'Short',
  'String',
]);

function rewriteLoop(
  source: TypedSource,
  loop: CodeNode,
  list: CodeNode,
  definition: CodeNode,
): Rewrite[] | undefined {
  const name = textOf(source, list);
  const element = listElement(source, list);
  const outside = definition.to < loop.from && definitionsOf(source, loop, name).length === 0;
  if (element === undefined || !outside || holds(loop, ...laterCode)) return undefined;
  const mentions = mentionsOf(source, loop, name);
  const asked = mentions.every(mention => mention.parent && askedList(source, mention.parent) === mention);
  if (!asked || isShort(source, definition)) return undefined;
  const set = freshLocal(source, loop, `${name}Set`, `${name}AsSet`);
  const made = linesBefore(source, loop, [
    [0, `${utilClass(source, 'Set')}<${element}> ${set} = new ${utilClass(source, 'HashSet')}<>(${name});`],
  ]);
  if (!made) return undefined;
  const assumed = [
    `\`${name}\` is not null`,
    ...(agreeing.has(element) ? [] : [`\`equals\` and \`hashCode\` of \`${element}\` agree`]),
    ...(isQuiet(source, loop) ? [] : [`nothing in the loop changes \`${name}\``]),
  ];
  return [
    {
      rule: id,
      why: `\`${name}\` was searched from its start each time round; a set finds each at once`,
      assumes: assumed.join(', and '),
      at: loop.from,
      edits: [made, ...mentions.map(({ from, to }) => ({ start: from, end: to, text: set }))],
    },
  ];
}

/** A list that is written out, or begins empty and most likely grows. */
function isShort(source: TypedSource, { parent }: CodeNode): boolean {
  return (
    parent?.name === 'VariableDeclarator' &&
    /=\s*(?:new \w+<\w*>\(\)|List\.of\()/.test(textOf(source, parent))
  );
}
