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
    ['but not within a line', 'a\n', 'b\ufeffc', 'b\ufeffc\n'],
    ['and not in another line', 'a\n', 'b\n\ufeffc', 'b\n\ufeffc\n'],
    ['carriage returns of Windows in a document of Windows', 'a\r\n', 'b\r\n\r\nc', 'b\r\n\r\nc\r\n', '\r\n'],
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
    it(name, () => {
      const answer = `\`\`\`\n${code}\n\`\`\``;
      assert.equal(rewritten(before, [answer], eol), after);
      assert.equal(rewritten(before, [...answer], eol), after);
    });
  }

  const cutShort: [what: string, answer: string, after: string][] = [
    ['within a line', '```\na\nb', 'a\nb\n'],
    ['within what may be its fence', '```\na\n``', 'a\n``\n'],
    ['within a line break of Windows', '```\na\r', 'a\n'],
  ];
  for (const [what, answer, after] of cutShort) {
    it(`takes an answer that ends ${what}`, () => {
      assert.equal(rewritten('x\n', [answer]), after);
      assert.equal(rewritten('x\n', [...answer]), after);
    });
  }

  it('sends code without the line break at its end', () => {
    assert.equal(new RewriteStream('a\nb\n', '\n').code, 'a\nb');
    assert.equal(new RewriteStream('a\r\nb\r\n', '\r\n').code, 'a\r\nb');
    assert.equal(new RewriteStream('a\nb', '\n').code, 'a\nb');
  });

  const thoughts: [what: string, pieces: readonly string[], after: string][] = [
    ['a line that had begun', ['```\nxy', '</think>\n```\nz\n```'], 'z\n'],
    ['a line break that had begun', ['```\nx\r', '</think>\n```\nz\n```'], 'z\n'],
    ['lines that had gone out', ['```\nx\ny\n', '</think>\n```\nz\n```'], 'z\n'],
    ['lines before a byte order mark', ['```\nx\ny\n', '</think>\n```\n\ufeffz\n```'], 'z\n'],
    ['words in a fence', ['```\nThis code is a simple example of it.\n\n', '</think>\n```\nz\n```'], 'z\n'],
    ['comments that waited for code', ['```\n// one\n// two\n', '</think>\n```\nz\n```'], 'z\n'],
    [
      'code, and takes nothing of the talk behind it',
      ['```\nx\ny\n', '</think>\n```\nThis code is a simple example of it.\n```'],
      'call(n)\n',
    ],
  ];
  for (const [what, pieces, after] of thoughts) {
    it(`goes without ${what}, when that was thought`, () => {
      const stream = new RewriteStream('call(n)\n', '\n', 'javascript');
      let review = startReview(0, 'call(n)\n');
      for (const piece of pieces) {
        const ops = stream.push(piece);
        review = paint(stream.tookBack ? startReview(0, 'call(n)\n') : review, ops).review;
      }
      assert.equal(shownText(paint(review, stream.end()).review), after);
      assert.equal(stream.hasCode, after === 'z\n');
    });
  }

  for (const [where, before, instruction] of [
    ['the code', 'a </think>\n', ''],
    ['the instruction', 'a\n', 'Put </think> behind it'],
  ] as const) {
    it(`keeps a tag of thoughts in front of a fence that is part of the code, where ${where} has such a tag`, () => {
      const code = 'b </think>\n```\nc\n```\n';
      const stream = new RewriteStream(before, '\n', 'markdown', instruction);
      const ops = [...stream.push('````\n'), ...stream.push(`${code}\`\`\`\``), ...stream.end()];
      assert.deepEqual(
        [shownText(paint(startReview(0, before), ops).review), stream.tookBack],
        [code, false],
      );
    });
  }

  it('takes nothing back where nothing had gone out', () => {
    const stream = new RewriteStream('a\nb\n', '\n');
    const tookBack = (piece: string): boolean => (stream.push(piece), stream.tookBack);
    assert.deepEqual(['```\nx', '</think>\n```\nz\ny\n'].map(tookBack), [false, false]);
    assert.deepEqual(['</think>\n```\n', '</think>\n```\nw\n'].map(tookBack), [true, false]);
  });

  it('has run away with more lines than anybody selects, and takes no more', () => {
    const stream = new RewriteStream('a\n', '\n');
    stream.push(`\`\`\`\n${'x\n'.repeat(50_000)}x`);
    assert.equal(stream.hasRunAway, false);
    stream.push('x\nx');
    assert.equal(stream.hasRunAway, true);
    assert.deepEqual(stream.push('x\nx\nx'), []);
  });

  it('leaves the tabs of an answer in a Makefile alone, and no others', () => {
    const before = 'ifdef A\n  B = c\nendif\n';
    const answered = (languageId: string): string => {
      const stream = new RewriteStream(before, '\n', languageId);
      const ops = [...stream.push('```\nall:\n\tmake B\n```'), ...stream.end()];
      return shownText(paint(startReview(0, before), ops).review);
    };
    assert.equal(answered('makefile'), 'all:\n\tmake B\n');
    assert.equal(answered('shellscript'), 'all:\n  make B\n');
  });

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

  const commentLines: [line: string, isComment: boolean][] = [
    ...[
      '// a',
      '  // a',
      '//a',
      '/* a',
      '/** a */',
      '* a',
      ' */',
      '*',
      '-- a',
      '--[[ a',
      '# a',
      '#a',
      '<!-- a -->',
    ].map((line): [string, boolean] => [line, true]),
    ...[
      '*p = a',
      '--x',
      '#[a]',
      '#!a',
      '#include <a>',
      '# define A',
      '#undef A',
      '#if A',
      '#ifdef A',
      '#ifndef A',
    ].map((line): [string, boolean] => [line, false]),
    ...[
      '#elif A',
      '#else',
      '#endif',
      '#pragma a',
      '#import <a>',
      '#error a',
      '#line 3',
      '#region',
      '#endregion',
      'x // a',
    ].map((line): [string, boolean] => [line, false]),
  ];
  for (const [line, isComment] of commentLines) {
    it(`${line} alone is ${isComment ? 'talk' : 'code'}`, () => {
      for (const answer of [`\`\`\`\n${line}\n\`\`\``, `\`\`\`\n\n${line}\n  \n${line}\n\n\`\`\``]) {
        const stream = answered(answer, 'javascript', 1_000);
        assert.equal(stream.hasCode, !isComment);
        assert.equal(stream.text === before, isComment);
      }
    });
  }

  const spoken: [what: string, answer: string, old: string, isCode: boolean][] = [
    ['a sentence behind blank lines', `\n  \n${talk}\n\nx`, before, false],
    ['a sentence in the only line', talk, before, false],
    ['comments, where comments and code were', '// b\n// c', `// a\n\n${before}`, false],
    ['comments, where comments and blank lines were', '// b\n// c', '// a\n  \n// b\n', true],
    ['a sentence between two functions', `helper(a) {\n${talk}\n}\n\nretries(n) {\n}`, before, true],
    ['a line of code below comments', '// Helps.\n\nretries(2);', before, true],
    ['another function in a single line', 'function helper(a) { return a; }', before, false],
    ['the code as comments', '// retries(n) {\n//   return n;\n// }', before, true],
    ['the code as comments, below another one', '// Not used.\n//retries(n) {\n//}', before, true],
    ['the code in one comment', '/* retries(n) { */\n/* } */', before, true],
    ['comments with the brackets of the code', '// }\n// Not used.', before, false],
    ['another function below a comment', '// Helps.\nhelper(a) {\n}', before, false],
    ['another function, and a use of the old one at the end', 'helper(a) {\n}\nretries(1)', before, true],
  ];
  for (const [what, answer, old, isCode] of spoken) {
    it(`takes ${what} for ${isCode ? 'code' : 'talk'}`, () => {
      for (const length of [1, 1_000]) {
        const stream = answered(`\`\`\`\n${answer}\n\`\`\`\n`, 'javascript', length, old);
        assert.equal(stream.hasCode, isCode);
        assert.equal(stream.text, isCode ? `${answer}\n` : old);
      }
    });
  }

  it('takes everything for code where nobody knows the language', () => {
    const stream = new RewriteStream(before, '\n');
    const ops = [...stream.push(`\`\`\`\n${talk}\n\`\`\``), ...stream.end()];
    assert.equal(shownText(paint(startReview(0, before), ops).review), `${talk}\n`);
  });

  it('says that what is left stays, where the answer has nothing to do with it', () => {
    const old = 'scope = {\n  "type": kind,\n  "path": request.path,\n  "query": query,\n}\n';
    const end = (code: string): readonly string[] => {
      const stream = new RewriteStream(old, '\n', 'python');
      stream.push(`\`\`\`\n${code}\n\`\`\``);
      return stream.end().map(({ kind, lines }) => `${kind} ${lines.length}`);
    };
    assert.deepEqual(end('import requests'), ['insert 1', 'keep 5']);
    assert.deepEqual(end('request'), ['insert 1', 'delete 5']);
  });

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

  it('an answer that comes in one piece may be as long as it likes', () => {
    const code = `${before}${'x;\n'.repeat(500_000)}`;
    const stream = new RewriteStream(before, '\n', 'javascript');
    assert.ok(stream.push(`\`\`\`\n${code}\`\`\`\n`).length > 0);
    assert.ok(stream.hasCode);
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
