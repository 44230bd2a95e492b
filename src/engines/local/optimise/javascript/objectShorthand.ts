import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import type { JsRule } from './rule';
import { endOf, hasComment, startOf, walk } from './source';

const id = 'object-shorthand';

/** `{ a: a }` becomes `{ a }`, in objects and in destructuring. */
export const objectShorthand: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      ObjectProperty({ node }) {
        const { key, value, computed, shorthand } = node;
        if (computed || shorthand || !t.isIdentifier(key) || !t.isIdentifier(value, { name: key.name }))
          return;
        // `{ __proto__: x }` sets the prototype, the short form does not.
        if (
          key.name === '__proto__' ||
          value.extra?.['parenthesized'] ||
          hasComment(source, startOf(node), endOf(node))
        )
          return;
        found.push({
          rule: id,
          why: `\`${key.name}\` is named once`,
          at: startOf(node),
          edits: [{ start: startOf(node), end: endOf(node), text: key.name }],
        });
      },
    });
    return found;
  },
};
