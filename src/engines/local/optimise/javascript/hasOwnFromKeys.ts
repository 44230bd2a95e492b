import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { isGlobal } from './kinds';
import type { JsRule } from './rule';
import { endOf, hasComment, startOf, valueText, walk } from './source';

const id = 'has-own-from-keys';

/**
 * `Object.keys(o).includes(k)` lists all keys to look for one; `Object.hasOwn(o, k)` asks for it. It also finds hidden
 * properties and takes numbers for their text; the answer says what is assumed.
 */
export const hasOwnFromKeys: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      CallExpression(path) {
        const { callee, arguments: args } = path.node;
        const [key, ...more] = args;
        if (!t.isMemberExpression(callee) || callee.computed || more.length > 0 || !t.isExpression(key))
          return;
        const { object, property } = callee;
        if (!t.isIdentifier(property, { name: 'includes' }) || !t.isCallExpression(object)) return;
        const [owner, ...others] = object.arguments;
        if (
          !isKeys(object.callee) ||
          others.length > 0 ||
          !t.isExpression(owner) ||
          !isGlobal(path, 'Object')
        )
          return;
        if (hasComment(source, startOf(path.node), endOf(path.node))) return;
        const [ownerText, keyText] = [valueText(source, owner), valueText(source, key)];
        found.push({
          rule: id,
          why: 'one key is asked for, without a list of all',
          assumes: `\`${keyText}\` is text and \`${ownerText}\` has no properties that are not enumerable`,
          at: startOf(path.node),
          edits: [
            {
              start: startOf(path.node),
              end: endOf(path.node),
              text: `Object.hasOwn(${ownerText}, ${keyText})`,
            },
          ],
        });
      },
    });
    return found;
  },
};

function isKeys(callee: t.Node): boolean {
  return (
    t.isMemberExpression(callee) &&
    !callee.computed &&
    t.isIdentifier(callee.object, { name: 'Object' }) &&
    t.isIdentifier(callee.property, { name: 'keys' })
  );
}
