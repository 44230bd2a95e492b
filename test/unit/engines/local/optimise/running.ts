import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import ts from 'typescript';
import { jsFinder } from '../../../../../src/engines/local/optimise/javascript/rules';
import type { JsRule } from '../../../../../src/engines/local/optimise/javascript/rule';
import type { Rewrite, Rewritten } from '../../../../../src/engines/local/optimise/rewrite';
import { onlyWanted } from './onlyWanted';
import { rewriteAll } from '../../../../../src/engines/local/optimise/rewriteAll';

/** Rewrites with the given rules only; fails when the text does not parse. */
export async function rewriteJs(
  text: string,
  rules: readonly JsRule[],
  language = 'typescript',
  wanted?: (rewrite: Rewrite) => boolean,
): Promise<Rewritten> {
  const finder = onlyWanted(jsFinder(language, rules), wanted);
  const rewritten = await rewriteAll(text, finder, new AbortController().signal);
  assert.ok('text' in rewritten && rewritten.unread.length === 0, `does not parse: ${text}`);
  return rewritten;
}

/** Asserts that one rule rewrites `before` to `after`, and then has nothing more to do. */
export async function assertRewrites(
  rule: JsRule,
  before: string,
  after: string,
  language?: string,
): Promise<void> {
  const once = await rewriteJs(before, [rule], language);
  assert.equal(once.text, after);
  assert.ok(once.applied.length > 0);
  assert.ok(once.applied.every(applied => applied.rule === rule.id));
  const twice = await rewriteJs(after, [rule], language);
  assert.equal(twice.text, after);
}

/** Asserts that a rule leaves a text alone. */
export async function assertLeaves(rule: JsRule, text: string, language?: string): Promise<void> {
  const rewritten = await rewriteJs(text, [rule], language);
  assert.deepEqual(rewritten, { text, applied: [], unread: [] });
}

/** What came of a call. */
export type Outcome =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'threw'; readonly error: string }
  /** The call stack ran out or the time did: a call that never returns. */
  | { readonly kind: 'endless' };

/** Compiles a function out of JavaScript or TypeScript source, in a world of its own. */
export function compile(code: string, name: string): (...args: readonly unknown[]) => Outcome {
  const javascript = ts.transpile(code, { target: ts.ScriptTarget.ES2023 });
  const context = createContext({ args: [] });
  runInContext(javascript, context);
  return (...args) => {
    context['args'] = args;
    try {
      // From there to here, so that lists and objects of both worlds compare.
      const value: unknown = runInContext(`${name}(...args)`, context, { timeout: 5000 });
      return { kind: 'returned', value: structuredClone(value) };
    } catch (error) {
      const text = String(error);
      return /Maximum call stack|timed out/.test(text) ? { kind: 'endless' } : { kind: 'threw', error: text };
    }
  };
}

/**
 * Runs a function before and after: both must come to the same, value or error. Calls that never came back
 * before are not compared; with `onlyReturned`, nor are those that threw.
 */
export function assertSame(
  before: string,
  after: string,
  name: string,
  { onlyReturned = false } = {},
): (...args: readonly unknown[]) => void {
  const was = compile(before, name);
  const is = compile(after, name);
  return (...args) => {
    const expected = was(...structuredClone(args));
    if (expected.kind === 'endless' || (onlyReturned && expected.kind === 'threw')) return;
    assert.deepStrictEqual(
      is(...structuredClone(args)),
      expected,
      `${name}(${args.map(arg => inspect(arg)).join(', ')})\n${after}`,
    );
  };
}

/** What a rule is tested on; every text is TypeScript unless `language` says otherwise. */
export interface RuleTable {
  readonly rule: JsRule;
  readonly language?: string;
  /** Texts and what they become. */
  readonly rewrites: readonly (readonly [before: string, after: string])[];
  /** Texts that must stay. */
  readonly leaves: readonly string[];
  /** Functions named `f` that are rewritten, and run before and after on arguments like these. */
  readonly runs: readonly (readonly [code: string, ...args: fc.Arbitrary<unknown>[]])[];
  readonly onlyReturned?: boolean;
}

/** Declares the tests of one rule. */
export function testRule({ rule, language, rewrites, leaves, runs, onlyReturned = false }: RuleTable): void {
  describe(rule.id, () => {
    for (const [before, after] of rewrites) {
      it(`rewrites ${JSON.stringify(before)}`, () => assertRewrites(rule, before, after, language));
    }
    for (const text of leaves) it(`leaves ${JSON.stringify(text)}`, () => assertLeaves(rule, text, language));
    for (const [code, ...args] of runs) {
      it(`behaves the same: ${JSON.stringify(code)}`, async () => {
        const { text, applied } = await rewriteJs(code, [rule], language);
        assert.ok(applied.length > 0, 'nothing was rewritten');
        const same = assertSame(code, text, 'f', { onlyReturned });
        fc.assert(
          fc.property(fc.tuple(...args), values => same(...values)),
          { numRuns: 200 },
        );
      });
    }
  });
}
