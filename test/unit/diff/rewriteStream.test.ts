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
  it('tells when what had gone out turns out to have been a thought', () => {
    const stream = new RewriteStream('a\nb\n', '\n');
    const tookBack = (piece: string): boolean => (stream.push(piece), stream.tookBack);
    assert.deepEqual([tookBack('```\nx\ny\n```\n'), stream.hasThoughts], [false, false]);
    assert.deepEqual([tookBack('</think>\n\n```\nz\n'), stream.hasThoughts], [true, true]);
    assert.equal(tookBack('b\n```'), false);
    assert.equal(stream.words, '');
    const silent = new RewriteStream('a\nb\n', '\n');
    silent.push('hm, let me see</think>');
    assert.deepEqual([silent.tookBack, silent.hasThoughts], [false, true]);
  });

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

describe('RewriteStream, talk in a fence', () => {
  const before = 'retries(n) {\n  return n;\n}\n';
  const talk = 'This code is a simple example of a function in a system that retries.';

  /** What is left of an answer, pushed in pieces of so many characters. */
  function answered(
    answer: string,
    language: string,
    length: number,
    old = before,
  ): RewriteStream & { text: string } {
    const stream = new RewriteStream(old, '\n', language);
    let review = startReview(0, old);
    for (let at = 0; at < answer.length; at += length)
      review = paint(review, stream.push(answer.slice(at, at + length))).review;
    review = paint(review, stream.end()).review;
    return Object.assign(stream, { text: shownText(review) });
  }

  for (const length of [1, 7, 1_000]) {
    it(`is no code, and is told as words (${length} characters at a time)`, () => {
      for (const answer of [`\`\`\`\n\n${talk}\n\nIt is short.\n\`\`\`\n`, `\`\`\`js\n${talk}`]) {
        const stream = answered(answer, 'javascript', length);
        assert.equal(stream.text, before);
        assert.equal(stream.hasCode, false);
        assert.match(stream.words, /^This code is a simple example/);
      }
    });

    it(`is code where code stands first, in text, and where the code before has sentences (${length})`, () => {
      const code = `\`\`\`\n\nretries() {\n${talk}\n}\n\`\`\`\n`;
      assert.match(answered(code, 'javascript', length).text, /^\nretries/);
      const words = `\`\`\`\n${talk}\n\`\`\`\n`;
      assert.equal(answered(words, 'markdown', length).text, `${talk}\n`);
      const spoken = `/*\n${talk}\n*/\n`;
      assert.equal(answered(words, 'javascript', length, spoken).text, `${talk}\n`);
    });
  }

  it('empty lines alone are code', () => {
    assert.equal(answered('```\n\n\n```\n', 'javascript', 1).text, '\n\n');
  });

  it('comments alone are talk where code was, unless something is to be removed', () => {
    const said = '// Add a comment above each function that says what it does.';
    for (const length of [1, 1_000]) {
      const answer = `\`\`\`js\n${said}\n\`\`\`\n`;
      const stream = answered(answer, 'javascript', length);
      assert.deepEqual([stream.text, stream.hasCode, stream.words], [before, false, said]);
      assert.equal(answered(answer, 'javascript', length, '// a\n').text, `${said}\n`);
      const behind = answered(`\`\`\`js\n${said}\n${before}\`\`\`\n`, 'javascript', length);
      assert.equal(behind.text, `${said}\n${before}`);
    }
    const removing = new RewriteStream(before, '\n', 'javascript', 'Remove all of it');
    const review = paint(startReview(0, before), removing.push(`\`\`\`\n${said}\n\`\`\``)).review;
    assert.equal(shownText(paint(review, removing.end()).review), `${said}\n`);
  });

  it('code that has no name in common with the code before takes nothing away', () => {
    const old =
      'scope = {\n  "type": kind,\n  "path": request.path,\n  "query": request.query,\n}\nsend(scope)\n';
    for (const length of [1, 1_000]) {
      const stream = answered('```python\nimport requests\n```\n', 'python', length, old);
      assert.equal(stream.text, `import requests\n${old}`);
      const shared = answered('```python\nsend(request)\n```\n', 'python', length, old);
      assert.equal(shared.text, 'send(request)\n');
    }
  });
});
