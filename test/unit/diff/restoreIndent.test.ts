import assert from 'node:assert/strict';
import { IndentRestorer } from '../../../src/diff/restoreIndent';

function restored(old: readonly string[], answer: readonly string[]): string[] {
  const restorer = new IndentRestorer(old);
  const lines = answer.flatMap(line => restorer.push([line]));
  return [...lines, ...restorer.end()];
}

const method = ['    run() {', '        go();', '    }'];

describe('IndentRestorer', () => {
  const table: [
    name: string,
    old: readonly string[],
    answer: readonly string[],
    expected: readonly string[],
  ][] = [
    ['an answer that has its indentation stays', method, method, method],
    ['a dedented answer gets it back', method, ['run() {', '    go();', '}'], method],
    [
      'blank lines stay blank',
      method,
      ['run() {', '', '    go();', '}'],
      ['    run() {', '', '        go();', '    }'],
    ],
    ['a trimmed first line gets it back alone', method, ['run() {', '        go();', '    }'], method],
    ['trimmed statements too', ['  a();', '  b();'], ['a();', '  c();'], ['  a();', '  c();']],
    ['dedented statements too', ['  a();', '  b();'], ['a();', 'c();'], ['  a();', '  c();']],
    ['tabs are tabs', ['\tif x:', '\t\ty()'], ['if x:', '\tz()'], ['\tif x:', '\t\tz()']],
    ['one line', ['    a();'], ['b();'], ['    b();']],
    [
      'blank lines have no indentation to count',
      ['    a();', '', '    b();'],
      ['c();', 'd();'],
      ['    c();', '    d();'],
    ],
    ['nor have they where they stand first', ['', '    a();'], ['b();'], ['    b();']],
    ['the least indentation counts', ['    a();', '  b();'], ['  c();', 'd();'], ['    c();', '  d();']],
    ['tabs and blanks have nothing in common', ['\ta();', '  b();'], ['c();', 'd();'], ['c();', 'd();']],
    ['blank lines in front stay', method, ['', 'run() {', '    go();', '}'], ['', ...method]],
    [
      'a second line behind an opening one has to be deeper',
      method,
      ['run() {', '    go();'],
      ['    run() {', '        go();'],
    ],
    [
      'blank lines stay as they are',
      method,
      ['run() {', '  ', '    go();', ' ', '}'],
      ['    run() {', '  ', '        go();', ' ', '    }'],
    ],
    [
      'a second line that ends in its indentation only',
      ['\ta();', '\tb();'],
      ['a();', '  \tc();'],
      ['\ta();', '\t  \tc();'],
    ],
    ['an answer of blank lines', method, ['', ' '], ['', ' ']],
    ['nothing', method, [], []],
    ['other indentation is the model’s will', method, ['  run();'], ['  run();']],
    ['a region without indentation is left alone', ['a', '  b'], ['a', 'b'], ['a', 'b']],
    [
      'the first line may be deeper than the others',
      ['      .then(a)', '    done();'],
      ['  .then(b)', 'done();'],
      ['      .then(b)', '    done();'],
    ],
  ];
  for (const [name, old, answer, expected] of table) {
    it(name, () => assert.deepEqual(restored(old, answer), expected));
  }

  it('holds one line back until the next one shows how it is meant, with what is blank between them', () => {
    const restorer = new IndentRestorer(method);
    assert.deepEqual(restorer.push(['run() {', '']), []);
    assert.deepEqual(restorer.push(['    go();']), ['    run() {', '', '        go();']);
    assert.deepEqual(restorer.push(['}']), ['    }']);
    assert.deepEqual(restorer.end(), []);
  });

  it('holds nothing back when the first line has its indentation', () => {
    assert.deepEqual(new IndentRestorer(method).push(['    run() {']), ['    run() {']);
  });

  it('holds back no blank lines in front, and one line of code at the most', () => {
    const restorer = new IndentRestorer(method);
    assert.deepEqual(restorer.push(['']), ['']);
    assert.deepEqual(restorer.push(['run() {', '']), []);
    assert.deepEqual(restorer.push(['    go();']), ['    run() {', '', '        go();']);
    assert.deepEqual(restorer.push(['}']), ['    }']);
    assert.deepEqual(restorer.end(), []);
  });
});
