import assert from 'node:assert/strict';
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
