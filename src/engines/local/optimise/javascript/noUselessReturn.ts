import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import type { JsRule } from './rule';
import { endOf, hasComment, startOf, walk } from './source';

const id = 'no-useless-return';

/** A bare `return;` as the last statement of a function goes. */
export const noUselessReturn: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      Function({ node: { body } }) {
        if (!t.isBlockStatement(body)) return;
        const last = body.body.at(-1);
        if (!t.isReturnStatement(last) || last.argument) return;
        const previous = body.body.at(-2);
        const start = previous ? endOf(previous) : startOf(body) + 1;
        if ((!previous && body.directives.length > 0) || hasComment(source, start, endOf(last))) return;
        found.push({
          rule: id,
          why: 'the function returns here anyway',
          at: startOf(last),
          edits: [{ start, end: endOf(last), text: '' }],
        });
      },
    });
    return found;
  },
};
