import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import * as t from '@babel/types';
import { transformSync } from 'esbuild';
import type { Rewrite } from '../../../../../../src/engines/local/optimise/rewrite';
import { parseJs } from '../../../../../../src/engines/local/optimise/javascript/parse';
import { jsRules } from '../../../../../../src/engines/local/optimise/javascript/rules';
import { rewriteJs } from '../running';
import { assumedProgram } from './assumed';
import { program } from './programs';

const programs = 150;

/** What the programs of all kinds of statement may rest on: their recursions are called with whole numbers only. */
const holdsHere = ({ assumes }: Rewrite): boolean =>
  assumes === undefined || assumes.includes('is a whole number');

/** What runs around the programs, and how what they do is written down. */
const world = `
const results = [];
const say = x => { if (log.length < 200) log.push(typeof x === 'object' && x ? Object.keys(x).length : x); return x; };
const tag = (texts, ...values) => texts.length + values.length;
let log = [];
const calls = [[0, 1, [], [1]], [2, 0, [1, 2, 3], [2, 2]], ['x', null, [3, 0, 4], []], [-1.5, true, [2], [5, 2, 3]]];
const run = make => {
  for (const [a, b, xs, ys] of calls) {
    log = [];
    let came;
    try { came = ['returned', make()(a, b, [...xs], [...ys], { p: 1, q: 2, rest: 0 })]; } catch (error) { came = ['threw', String(error)]; }
    results.push([came, log]);
  }
};
`;

/** What each program comes to: for each call how it ended, and what it said on its way. */
function run(texts: readonly string[], typed: boolean): readonly unknown[] {
  const all = texts.map(text => `run(function () { ${text}\nreturn f; });`).join('\n');
  const { code } = transformSync(world + all, { loader: typed ? 'ts' : 'js', target: 'esnext' });
  return runInContext(`${code}\nresults`, createContext({}), { timeout: 60_000 }) as unknown[];
}

/** Every kind of node that a program can hold and run in. */
const kinds =
  'ArrayExpression ArrayPattern ArrowFunctionExpression AssignmentExpression AssignmentPattern AwaitExpression ' +
  'BigIntLiteral BinaryExpression BlockStatement BooleanLiteral BreakStatement CallExpression CatchClause ' +
  'ClassDeclaration ClassExpression ClassMethod ClassPrivateProperty ClassProperty ConditionalExpression ' +
  'ContinueStatement DoWhileStatement EmptyStatement ExpressionStatement ForInStatement ForOfStatement ForStatement ' +
  'FunctionDeclaration FunctionExpression Identifier IfStatement LabeledStatement LogicalExpression MemberExpression ' +
  'NewExpression NumericLiteral ObjectExpression ObjectMethod ObjectPattern ObjectProperty OptionalCallExpression ' +
  'OptionalMemberExpression PrivateName RegExpLiteral RestElement ReturnStatement SequenceExpression SpreadElement ' +
  'StaticBlock StringLiteral SwitchCase SwitchStatement TaggedTemplateExpression TemplateElement TemplateLiteral ' +
  'ThisExpression ThrowStatement TryStatement UnaryExpression UpdateExpression VariableDeclaration ' +
  'VariableDeclarator WhileStatement YieldExpression';
const typedKinds =
  'TSAsExpression TSEnumDeclaration TSInterfaceDeclaration TSNonNullExpression TSParameterProperty ' +
  'TSSatisfiesExpression TSTypeAliasDeclaration TSTypeAssertion TSDeclareMethod';

describe('the proof for JavaScript and TypeScript', function () {
  this.timeout(120_000);
  for (const [language, typed, seed] of [
    ['javascript', false, 1],
    ['typescript', true, 100_001],
  ] as const) {
    it(`${language}: generated programs do the same before and after, and every rule is used`, async () => {
      const used = new Map<string, number>();
      const seen = new Set<string>();
      const before: string[] = [];
      const after: string[] = [];
      for (let n = seed; n < seed + 2 * programs; n++) {
        const every = n < seed + programs;
        const text = every ? program(n, typed) : assumedProgram(n, typed);
        const source = parseJs(text, language);
        assert.ok(source, text);
        t.traverseFast(source.ast, ({ type }) => void seen.add(type));
        const rewritten = await rewriteJs(text, jsRules, language, every ? holdsHere : () => true);
        for (const { rule } of rewritten.applied) used.set(rule, (used.get(rule) ?? 0) + 1);
        before.push(text);
        after.push(rewritten.text);
      }
      const [was, is] = [run(before, typed), run(after, typed)];
      assert.equal(was.length, programs * 2 * 4);
      let returned = 0;
      was.forEach((outcome, at) => {
        const [expected, actual] = [outcome, is[at]].map(each => inspect(each, { depth: 6 }));
        if (expected?.startsWith("[ [ 'threw'")) return;
        returned++;
        const n = Math.floor(at / 4);
        assert.equal(actual, expected, `seed ${seed + n}, call ${at % 4}\n${before[n]}\nafter\n${after[n]}`);
      });
      assert.ok(returned > was.length / 3, `only ${returned} of ${was.length} calls returned`);
      const wanted = `${kinds} ${typed ? typedKinds : ''}`.trim().split(' ');
      assert.deepEqual(
        wanted.filter(kind => !seen.has(kind)),
        [],
      );
      const rare = jsRules.map(({ id }) => [id, used.get(id) ?? 0] as const).filter(([, times]) => times < 8);
      assert.deepEqual(rare, [], inspect(used));
    });
  }
});
