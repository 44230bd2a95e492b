import { anyPatternTest, patternTest } from './pattern';
import type { Rule, RuleFile } from './ruleFile';

/** Reads the text of a rule file. Never throws: a line that is no pattern means nothing. */
export function readRuleFile(folder: string, name: string, text: string): RuleFile {
  const rules = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n|\r$/)
    .flatMap((written, line) => (/^(#| *$)/.test(written) ? [] : [rule(written, line)]));
  return { folder, name, rules, mayMean: anyPatternTest(rules.map(patternOf)) };
}

function rule(text: string, line: number): Rule {
  const negative = text.startsWith('!');
  return { line, text, negative, means: patternTest(patternOf({ text, negative }), negative) };
}

const patternOf = ({ text, negative }: Pick<Rule, 'text' | 'negative'>): string =>
  negative ? text.slice(1) : text;
