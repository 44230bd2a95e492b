import { childrenOf, descendants, hasComment, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { definitionsOf, mentionsOf } from '../typed/mentions';
import {
  callOf,
  freshLocal,
  holds,
  isName,
  laterCode,
  type TypedRule,
  type TypedSource,
} from '../typed/source';
import { isWritten } from './forEachFromIndex';
import { isQuiet } from './quiet';
import { isLibraryClass, typeOfName, utilClass } from './types';

const id = 'entry-set-from-keys';

/** A loop over the keys of a map that looks up the value of each goes over its entries. */
export const entrySetFromKeys: TypedRule = {
  id,
  find: source =>
    descendants(source.root, 'EnhancedForStatement').flatMap(loop => rewriteLoop(source, loop) ?? []),
};

const maps = ['Map', 'HashMap', 'LinkedHashMap', 'TreeMap'];

function rewriteLoop(source: TypedSource, loop: CodeNode): Rewrite | undefined {
  const [, spec, body] = childrenOf(loop);
  const [type, key, over, ...rest] = spec
    ? childrenOf(spec).filter(({ name }) => !['(', ')', ':'].includes(name))
    : [];
  const keys = over && callOf(source, over);
  if (!spec || !type || !key || !body || rest.length > 0 || keys?.name !== 'keySet' || keys.args.length > 0)
    return undefined;
  const map = typeOfName(source, keys.on);
  if (map?.kind !== 'named' || !maps.includes(map.name) || !isLibraryClass(source, map.name))
    return undefined;
  const [keyType, valueType, ...others] = map.args;
  if (!keys.on || keyType === undefined || valueType === undefined || others.length > 0) return undefined;
  if (![keyType, 'var'].includes(textOf(source, type))) return undefined;
  if (hasComment(source, loop.from, body.from) || holds(body, ...laterCode)) return undefined;
  const [name, keyName] = [textOf(source, keys.on), textOf(source, key)];
  if ([name, keyName].some(each => definitionsOf(source, body, each).length > 0)) return undefined;
  const lookups: CodeNode[] = [];
  for (const mention of mentionsOf(source, body, name)) {
    const call = mention.parent && callOf(source, mention.parent);
    const [argument] = call?.args ?? [];
    if (
      call?.on !== mention ||
      call.name !== 'get' ||
      call.args.length !== 1 ||
      !isName(source, argument, keyName)
    )
      return undefined;
    if (mention.parent) lookups.push(mention.parent);
  }
  const uses = mentionsOf(source, body, keyName).filter(
    ({ from }) => !lookups.some(lookup => from > lookup.from && from < lookup.to),
  );
  if (lookups.some(({ from, to }) => hasComment(source, from, to))) return undefined;
  if (lookups.length === 0 || uses.some(isWritten)) return undefined;
  const entry = freshLocal(source, loop, 'entry', 'pair', 'item');
  return {
    rule: id,
    why: `each key of \`${name}\` was looked up again; an entry has both`,
    assumes: isQuiet(source, body) ? undefined : `nothing in the loop changes \`${name}\``,
    at: loop.from,
    edits: [
      {
        start: spec.from,
        end: spec.to,
        text: `(${utilClass(source, 'Map')}.Entry<${keyType}, ${valueType}> ${entry} : ${name}.entrySet())`,
      },
      ...lookups.map(({ from, to }) => ({ start: from, end: to, text: `${entry}.getValue()` })),
      ...uses.map(({ from, to }) => ({ start: from, end: to, text: `${entry}.getKey()` })),
    ],
  };
}
