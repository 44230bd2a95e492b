import assert from 'node:assert/strict';
import { HeadName } from '../../../src/diff/headName';
import { RewriteStream } from '../../../src/diff/rewriteStream';
import { paint } from '../../../src/diff/review/paint';
import { shownText, startReview } from '../../../src/diff/review/review';

const before = '  fullTitle(sep) {\n    return this.titlePath().join(sep);\n  }\n';

/** What stands in the document when an answer is over, pushed in pieces of so many characters; undefined when it was words. */
function rewritten(code: string, instruction: string, length: number, old = before): string | undefined {
  const stream = new RewriteStream(old, '\n', 'javascript', instruction);
  const answer = `The code is:\n\`\`\`\n${code}\n\`\`\`\n`;
  let review = startReview(0, old);
  for (let at = 0; at < answer.length; at += length)
    review = paint(review, stream.push(answer.slice(at, at + length))).review;
  review = paint(review, stream.end()).review;
  return stream.hasCode ? shownText(review) : undefined;
}

const other = 'function useClearNames() {\n  return this.titlePath().join(" ");\n}';
const renamed = '  title(sep) {\n    return this.titlePath().join(sep);\n  }';
const withHelper = '  helper(a) {\n    return a;\n  }\n\n  fullTitle(sep) {\n    return helper(sep);\n  }';

describe('A rewrite that defines something else', () => {
  for (const length of [1, 9, 1_000]) {
    it(`is none where no other name is asked for (${length} characters at a time)`, () => {
      for (const instruction of ['', 'Make it shorter.', 'Use clearer names for the local variables.']) {
        assert.equal(rewritten(other, instruction, length), undefined);
        assert.equal(rewritten(renamed, instruction, length), undefined);
        const constructed = '  constructor (a) {\n    this.a = a\n  }\n';
        assert.equal(
          rewritten('function less(a) {\n  return a;\n}', instruction, length, constructed),
          undefined,
        );
      }
    });
    it(`is none where nothing was defined, and nothing of that is in it (${length})`, () => {
      const old = '  if (!arguments.length) {\n    return this.retries;\n  }\n';
      const sum = 'function add(a, b) {\n  return a + b;\n}';
      for (const instruction of ['', 'Make it shorter.', 'Handle invalid arguments.'])
        assert.equal(rewritten(sum, instruction, length, old), undefined);
      const pulledOut = '  tries() {\n    return this.retries;\n  }';
      assert.equal(rewritten(pulledOut, '', length, old), `${pulledOut}\n`);
    });
    it(`is one where another name is asked for, in whatever words (${length})`, () => {
      for (const instruction of [
        'Rename it.',
        'make it title()',
        'Benenne sie um.',
        '名前を変えて',
        'call it better',
      ])
        assert.equal(rewritten(renamed, instruction, length), `${renamed}\n`);
    });
    it(`is one where only what stands in front of it is new (${length})`, () => {
      assert.equal(rewritten(withHelper, '', length), `${withHelper}\n`);
    });
    it(`is one where it is written in another way (${length})`, () => {
      const arrow = 'const fullTitle = sep => this.titlePath().join(sep);';
      assert.equal(rewritten(arrow, '', length, before.replace(/^ {2}/gm, '')), `${arrow}\n`);
    });
    it(`is one where the code before began with no definition (${length})`, () => {
      const old = '  if (a) {\n    b();\n  }\n';
      assert.equal(rewritten('  c() {\n    b();\n  }', '', length, old), '  c() {\n    b();\n  }\n');
    });
  }
});

describe('HeadName', () => {
  /** Whether an answer defines something else than these lines do. */
  const isOther = (before: readonly string[], answer: readonly string[], instruction = ''): boolean => {
    const head = new HeadName(before, instruction);
    head.take(answer);
    return head.isMissing;
  };

  const definitions = [
    'function NAME() {',
    'function* NAME(a) {',
    'function *NAME(a) {',
    'export default async  function NAME() {',
    'pub fn NAME() -> u8 {',
    'pub(crate) fn NAME() {',
    'public static final class NAME {',
    'private abstract class NAME<T> {',
    'protected internal struct NAME',
    'override fun NAME()',
    'interface NAME {',
    'enum NAME {',
    'trait NAME {',
    '  def NAME(self):',
    'async def NAME():',
    'function  NAME() {',
    'function  *  NAME() {',
    'export  async def NAME2():',
    '  NAME2(a) : number  {',
    '  iffy_NAME  (a) {',
    'func NAME() {',
    '  NAME(a, b) {',
    '  *NAME() {',
    '  NAME (a) {  ',
    '  NAME(a): number {',
    '  static async NAME() {',
  ];
  for (const line of definitions) {
    const [old, now] = ['größe', '$new'].map(name => line.replace('NAME', name));
    it(`${line} has a name`, () => {
      assert.equal(isOther([old ?? ''], [now ?? '']), true);
      assert.equal(isOther([old ?? ''], [old ?? '']), false);
    });
  }

  const others = [
    'if (a) {',
    'for (a) {',
    'while (a) {',
    'switch (a) {',
    'catch (a) {',
    'with (a) {',
    'if(a) {',
    'foreach (a) {',
    '} elseif (a) {',
    'elseif (a) {',
    'synchronized (a) {',
    'function (a) {',
    'return (a) {',
    'total(a);',
    'total(f(a)) {',
    'x = total(a) {',
    'total = 1;',
    'my function total() {',
    'functional();',
  ];
  for (const line of others) {
    it(`${line} has none`, () => {
      assert.equal(isOther(['function other() {'], [line]), false);
      // Names of it count, none of them more than the others.
      assert.equal(isOther([line, '  other(name);'], ['function tell(name) {']), false);
    });
  }

  const table: [
    what: string,
    before: readonly string[],
    answer: readonly string[],
    instruction: string,
    other: boolean,
  ][] = [
    ['blank lines before', ['', '  ', 'def a():'], ['def b():'], '', true],
    ['blank lines in the answer', ['def a():'], ['', '  ', 'def b():'], '', true],
    ['no code before', ['', ' '], ['def b():'], '', false],
    ['a definition on one line', ['total(left) { a; }'], ['sum(left) {'], '', false],
    ['no code yet', ['def a():'], ['', ' '], '', false],
    ['the name further down', ['def a():'], ['def b():', '  pass', 'def a():'], '', false],
    ['a name that holds it further down', ['def a():'], ['def b():', '  ab + ba'], '', true],
    ['a private name further down', ['#a() {'], ['b() {', 'this.#a()'], '', false],
    ['a name that the instruction has', ['def a():'], ['def bee():'], 'make it bee', false],
    ['a name that is a part of its words', ['def a():'], ['def short():'], 'make it shorter', true],
    ['a name that it has not', ['def a():'], ['def bee():'], 'make it short', true],
    ['names of variables to change', ['def a():'], ['def b():'], 'rename the variables', true],
    ['names of parameters to change', ['def a():'], ['def b():'], 'Rename each parameter', true],
    ['names of arguments to change', ['def a():'], ['def b():'], 'rename args', true],
    ['the name of a variable to change', ['def a():'], ['def b():'], 'rename the variable', true],
    ['the name of an argument to change', ['def a():'], ['def b():'], 'rename the argument', true],
    ['the name of a local to change', ['def a():'], ['def b():'], 'rename the local one', true],
    ['a name that ends like a statement', ['diff(left) {'], ['merge(left) {'], '', true],
    ['a name that begins like one', ['format(left) {'], ['merge(left) {'], '', true],
    ['a name to change', ['def a():'], ['def b():'], 'Rename', false],
    ['a definition below its first line of code', ['x()', 'def a():'], ['def b():'], '', false],
  ];
  for (const [what, before, answer, instruction, other] of table) {
    it(`${other ? 'sees' : 'does not see'} another definition with ${what}`, () =>
      assert.equal(isOther(before, answer, instruction), other));
  }

  it('decides by the first line of code, whatever comes later', () => {
    const head = new HeadName(['def a():'], '');
    head.take(['']);
    head.take(['def a():']);
    head.take(['def b():']);
    assert.equal(head.isMissing, false);
    const other = new HeadName(['def a():'], '');
    other.take(['def b():']);
    other.take(['  pass']);
    assert.equal(other.isMissing, true);
    other.take(['a()']);
    assert.equal(other.isMissing, false);
  });

  it('waits for the first line of code', () => {
    const head = new HeadName(['def a():'], '');
    head.take(['', ' ']);
    head.take(['def b():']);
    assert.equal(head.isMissing, true);
  });

  for (const instruction of [
    'nenne sie um',
    'le nom',
    'zmień nazwę',
    'call it x',
    'convert it',
    'turn it',
    'replace it',
  ])
    it(`lets another name be, told to "${instruction}"`, () =>
      assert.equal(isOther(['def a():'], ['def b():'], instruction), false));
});
