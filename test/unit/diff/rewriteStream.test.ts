import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { paint } from '../../../src/diff/review/paint';
import { shownText, startReview } from '../../../src/diff/review/review';
import { RewriteStream } from '../../../src/diff/rewriteStream';
import type { LineEnd } from '../../../src/common/lineEnd';

/** What stands in the document when an answer in these pieces is over. */
function rewritten(before: string, pieces: readonly string[], eol: LineEnd = '\n'): string {
  const stream = new RewriteStream(before, eol);
  let review = startReview(0, before);
  for (const piece of pieces) review = paint(review, stream.push(piece)).review;
  return shownText(paint(review, stream.end()).review);
}

describe('RewriteStream', () => {
  const cases: readonly (readonly [
    name: string,
    before: string,
    code: string,
    after: string,
    eol?: LineEnd,
  ])[] = [
    ['a final line break stays', 'a\nb\n', 'a\nc', 'a\nc\n'],
    ['a missing one stays missing', 'a\nb', 'a\nc', 'a\nc'],
    ['a blank last line is a line', 'a\n\n', 'b\n', 'b\n\n'],
    ['the line break is that of the document', 'a\r\n', 'b\nc', 'b\r\nc\r\n', '\r\n'],
    ['CRLF in an answer becomes LF', 'a\n', 'b\r\nc', 'b\nc\n'],
    ['a lone carriage return is a line break, as in VS Code', 'a\n', 'b\rc', 'b\nc\n'],
    [
      'indentation left out comes back',
      '  if (a) {\n    b();\n  }\n',
      'if (a) {\n  c();\n}',
      '  if (a) {\n    c();\n  }\n',
    ],
    ['in one line too', '\ta();', 'b();', '\tb();'],
    ['a byte order mark goes', 'a\n', '\ufeffb', 'b\n'],
  ];
  for (const [name, before, code, after, eol] of cases) {
    it(name, () => assert.equal(rewritten(before, [`\`\`\`\n${code}\n\`\`\``], eol), after));
  }

  it('does nothing when the answer is words', () => {
    assert.equal(rewritten('a\nb\n', ['I cannot do that.']), 'a\nb\n');
  });

  it('gives what the model wrote, however it is cut', () => {
    const line = fc.constantFrom('a', 'b', '  c', '', '😀');
    fc.assert(
      fc.property(
        fc.array(line),
        fc.array(line, { minLength: 1 }),
        fc.array(fc.nat(9)),
        (old, code, cuts) => {
          const answer = `\`\`\`\n${code.join('\n')}\n\`\`\`\nwords`;
          const pieces: string[] = [];
          let at = 0;
          for (const cut of cuts) pieces.push(answer.slice(at, (at += cut)));
          pieces.push(answer.slice(at));
          const text = code.join('\n');
          const expected = text === '' ? '' : `${text}\n`;
          assert.equal(
            // A line without indentation: there is none to bring back.
            rewritten(old.length ? ['a', ...old].map(each => `${each}\n`).join('') : '', pieces),
            old.length ? expected : text,
          );
        },
      ),
    );
  });
});
