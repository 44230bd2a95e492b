import type { PyNode } from './tree';
import type { Rewrite } from '../rewrite';
import { isBinding, mentionsOf } from './binding';
import { lineBefore, outermostLoop } from './loops';
import type { PyRule } from './rule';
import { childrenOf, descendants, freshName, hasComment, textOf, type PySource } from './source';

const id = 'compile-out-of-loop';

/** `re.compile('...')` of a constant in a loop is done once before the loop. */
export const compileOutOfLoop: PyRule = {
  id,
  find(source) {
    if (!hasRe(source)) return [];
    return descendants(source.root, 'CallExpression').flatMap((call): Rewrite[] => {
      const loop = outermostLoop(call);
      if (!loop || !isConstantCompile(source, call) || hasComment(source, call.from, call.to)) return [];
      const name = freshName(source, 'pattern', 'regex', 'expression');
      const text = textOf(source, call);
      const line = text.includes('\n') ? undefined : lineBefore(source, loop, `${name} = ${text}`);
      if (!line) return [];
      return [
        {
          rule: id,
          why: 'the expression is compiled once, not looked up each time round',
          at: call.from,
          edits: [line, { start: call.from, end: call.to, text: name }],
        },
      ];
    });
  },
};

/** Whether `re` is the module: imported, and nothing else. */
function hasRe(source: PySource): boolean {
  const bindings = mentionsOf(source, source.root, 're').filter(isBinding);
  return (
    bindings.length > 0 &&
    !source.doubtful.has('re') &&
    bindings.every(({ parent }) => parent !== undefined && textOf(source, parent) === 'import re')
  );
}

/** `re.compile` of plain text, perhaps with flags of `re`. The text must be an expression that surely compiles. */
function isConstantCompile(source: PySource, call: PyNode): boolean {
  const [callee, list] = childrenOf(call);
  if (!callee || textOf(source, callee) !== 're.compile' || !list) return false;
  const [pattern, ...flags] = childrenOf(list).filter(part => !['(', ')', ','].includes(part.name));
  if (pattern?.name !== 'String' || flags.length > 1) return false;
  if (!flags.every(flag => /^re\.[A-Z]+$/.test(textOf(source, flag)))) return false;
  return surelyCompiles.test(textOf(source, pattern));
}

/** Words, classes and repetitions in a plain form: what may fail, or is deprecated, fails where it stands. */
const surelyCompiles =
  /^r?(['"])(?:(?:[\w\s@:;,=<>!%&~/-]|\\[dDwWsSbB.+*?()[\]]|\[\^?(?:\\[dws]|\w)+\])[+*?]?)+\$?\1$/;
