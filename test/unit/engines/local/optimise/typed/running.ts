import assert from 'node:assert/strict';
import { goFinder, goRules } from '../../../../../../src/engines/local/optimise/go/rules';
import { javaFinder, javaRules } from '../../../../../../src/engines/local/optimise/java/rules';
import type { Rewrite, Rewritten } from '../../../../../../src/engines/local/optimise/rewrite';
import { rewriteAll } from '../../../../../../src/engines/local/optimise/rewriteAll';
import type { TypedRule } from '../../../../../../src/engines/local/optimise/typed/source';
import { onlyWanted } from '../onlyWanted';

/** Rewrites Go or Java with the given rules, or all; fails when the text does not parse. */
export async function rewriteTyped(
  language: 'go' | 'java',
  text: string,
  rules = language === 'go' ? goRules : javaRules,
  wanted?: (rewrite: Rewrite) => boolean,
): Promise<Rewritten> {
  const finder = onlyWanted(language === 'go' ? goFinder(rules) : javaFinder(rules), wanted);
  const rewritten = await rewriteAll(text, finder, new AbortController().signal);
  assert.ok('text' in rewritten && rewritten.unread.length === 0, `does not parse: ${text}`);
  return rewritten;
}

/** What a rule for Go or Java is tested on. */
export interface TypedRuleTable {
  readonly language: 'go' | 'java';
  readonly rule: TypedRule;
  /** Texts and what they become, with what the answer says is assumed. */
  readonly rewrites: readonly (readonly [before: string, after: string, assumes?: string])[];
  /** Texts that must stay. */
  readonly leaves: readonly string[];
}

/** Declares the tests of one rule. */
export function testTypedRule({ language, rule, rewrites, leaves }: TypedRuleTable): void {
  describe(`${language} ${rule.id}`, () => {
    for (const [before, after, assumes] of rewrites) {
      it(`rewrites ${JSON.stringify(before)}`, async () => {
        const { text, applied } = await rewriteTyped(language, before, [rule]);
        assert.equal(text, after);
        assert.ok(applied.length > 0 && applied.every(each => each.rule === rule.id));
        const said = applied[0]?.why.split(', provided that ')[1];
        assert.equal(said, assumes);
        assert.equal((await rewriteTyped(language, after, [rule])).text, after);
      });
    }
    for (const text of leaves) {
      it(`leaves ${JSON.stringify(text)}`, async () => {
        assert.deepEqual(await rewriteTyped(language, text, [rule]), { text, applied: [], unread: [] });
      });
    }
  });
}
