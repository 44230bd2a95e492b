import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { pyFinder } from '../../../../../../src/engines/local/optimise/python/rules';
import type { PyRule } from '../../../../../../src/engines/local/optimise/python/rule';
import type { Rewrite, Rewritten } from '../../../../../../src/engines/local/optimise/rewrite';
import { onlyWanted } from '../onlyWanted';
import { rewriteAll } from '../../../../../../src/engines/local/optimise/rewriteAll';

/** Rewrites with the given rules only; fails when the text does not parse. */
export async function rewritePy(
  text: string,
  rules?: readonly PyRule[],
  wanted?: (rewrite: Rewrite) => boolean,
): Promise<Rewritten> {
  const finder = onlyWanted(pyFinder(rules), wanted);
  const rewritten = await rewriteAll(text, finder, new AbortController().signal);
  assert.ok('text' in rewritten && rewritten.unread.length === 0, `does not parse: ${text}`);
  return rewritten;
}

/** Asserts that one rule rewrites `before` to `after`, and then has nothing more to do. */
export async function assertRewritesPy(rule: PyRule, before: string, after: string): Promise<void> {
  const once = await rewritePy(before, [rule]);
  assert.equal(once.text, after);
  assert.ok(once.applied.length > 0 && once.applied.every(applied => applied.rule === rule.id));
  assert.equal((await rewritePy(after, [rule])).text, after);
}

/** Asserts that a rule leaves a text alone. */
export async function assertLeavesPy(rule: PyRule, text: string): Promise<void> {
  assert.deepEqual(await rewritePy(text, [rule]), { text, applied: [], unread: [] });
}

/** Runs `call` (an expression over `f` and `a`) for each argument on the code before and after, and prints what differs. */
const comparer = `
import copy, json, math, sys
from fractions import Fraction
job = json.load(sys.stdin)
def load(code):
    world = {'Fraction': Fraction}
    exec(compile(code, 'code', 'exec'), world)
    return world
def run(world, name, text):
    args = eval(text, {'Fraction': Fraction, 'inf': math.inf, 'nan': math.nan})
    try:
        out = world[name](*args)
        return ('returned', repr(out), repr(args))
    except RecursionError:
        return ('endless',)
    except Exception as error:
        return ('threw', type(error).__name__, repr(args))
compared = 0
for before, after, name in job['pairs']:
    was, now = load(before), load(after)
    for text in job['args']:
        expected = run(was, name, text)
        if expected[0] == 'endless' or (job['onlyReturned'] and expected[0] == 'threw'):
            continue
        actual = run(now, name, text)
        compared += 1
        if actual != expected:
            print(json.dumps([before, after, text, expected, actual]))
            sys.exit(1)
print(json.dumps(compared))
`;

/** Whether there is a Python to run the code with. */
export const hasPython = spawnSync('python3', ['--version']).status === 0;

/**
 * Runs a function before and after on argument tuples written as Python; results, errors and what became of
 * the arguments must be the same, type included. Calls beyond the recursion limit are not compared; with
 * `onlyReturned`, nor are those that raised.
 */
export function assertSamePy(
  pairs: readonly (readonly [before: string, after: string, name: string])[],
  args: readonly string[],
  { onlyReturned = false } = {},
): void {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', comparer], {
    input: JSON.stringify({ pairs, args, onlyReturned }),
    encoding: 'utf8',
    timeout: 60_000,
  });
  assert.equal(status, 0, stdout + stderr);
  assert.ok(Number(stdout) > args.length / 10, `only ${stdout.trim()} calls came back`);
}

/** What a Python rule is tested on. */
export interface PyRuleTable {
  readonly rule: PyRule;
  /** Texts and what they become. */
  readonly rewrites: readonly (readonly [before: string, after: string])[];
  /** Texts that must stay. */
  readonly leaves: readonly string[];
  /** Functions named `f` that are rewritten, and run before and after on argument tuples written as Python. */
  readonly runs: readonly (readonly [code: string, args: fc.Arbitrary<string>])[];
  readonly onlyReturned?: boolean;
}

/** Declares the tests of one rule. */
export function testPyRule({ rule, rewrites, leaves, runs, onlyReturned = false }: PyRuleTable): void {
  describe(`python ${rule.id}`, () => {
    for (const [before, after] of rewrites) {
      it(`rewrites ${JSON.stringify(before)}`, () => assertRewritesPy(rule, before, after));
    }
    for (const text of leaves) it(`leaves ${JSON.stringify(text)}`, () => assertLeavesPy(rule, text));
    for (const [code, args] of runs) {
      it(`behaves the same: ${JSON.stringify(code)}`, async function () {
        if (!hasPython) this.skip();
        this.timeout(60_000);
        const { text, applied } = await rewritePy(code, [rule]);
        assert.ok(applied.length > 0, 'nothing was rewritten');
        assertSamePy([[code, text, 'f']], fc.sample(args, 200), { onlyReturned });
      });
    }
  });
}

/** Values written as Python, of many types. */
export const pyValue: fc.Arbitrary<string> = fc.oneof(
  fc.integer({ min: -9, max: 9 }).map(String),
  fc.constantFrom(
    'True',
    'False',
    'None',
    '"a"',
    '""',
    '"ab"',
    '0.5',
    'nan',
    'inf',
    '[]',
    '[1]',
    '(1, 2)',
    '{}',
    'Fraction(1, 3)',
  ),
);

/** A list of values, written as Python. */
export const pyList: fc.Arbitrary<string> = fc
  .array(pyValue, { maxLength: 6 })
  .map(values => `[${values.join(', ')}]`);

/** A list of small whole numbers, written as Python. */
export const pyInts: fc.Arbitrary<string> = fc
  .array(fc.integer({ min: -3, max: 9 }), { maxLength: 8 })
  .map(values => `[${values.join(', ')}]`);

/** A tuple of arguments. */
export function pyArgs(...args: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...args).map(values => `(${values.map(value => `${value}, `).join('')})`);
}
