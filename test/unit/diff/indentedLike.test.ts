import assert from 'node:assert/strict';
import { shapedCode } from '../../../src/diff/codeShape';
import { indentedLike } from '../../../src/diff/indentedLike';
import type { CodeUnit } from '../../../src/diff/codeUnits';

const all = (lines: readonly string[]): CodeUnit => ({
  start: 0,
  head: 0,
  end: lines.length,
  kind: 'definition',
  key: 'f',
  form: 'method',
});

function moved(languageId: string, file: readonly string[], block: readonly string[]): readonly string[] {
  return indentedLike(
    shapedCode(file, languageId),
    all(file),
    shapedCode(block, languageId),
    all(block),
    0,
    block.length,
  );
}

describe('indentedLike', () => {
  it('moves lines to where those of the file stand, but for blank ones', () =>
    assert.deepEqual(moved('c', ['  f() {', '  }'], ['f() {', '', '  a();', '}']), [
      '  f() {',
      '',
      '    a();',
      '  }',
    ]));

  it('moves them to the left, and what stands there already not at all', () =>
    assert.deepEqual(moved('c', ['f() {', '}'], ['  f() {', 'a();', '  }']), ['f() {', 'a();', '}']));

  it('leaves a line where it is that the file has there', () =>
    assert.deepEqual(moved('c', ['  f() {', '#if A', '  }'], ['f() {', '#if A', '}']), [
      '  f() {',
      '#if A',
      '  }',
    ]));

  it('leaves the lines of a text where they are, if the file has one that reaches as far to the left', () =>
    assert.deepEqual(
      moved('typescript', ['  f() {', '    a(`', 'b', '`);', '  }'], ['f() {', '  a(`', 'c', '`);', '}']),
      ['  f() {', '    a(`', 'c', '`);', '  }'],
    ));

  it('moves those of any other text', () =>
    assert.deepEqual(
      moved('python', ['  def f():', '    """a', '    b"""'], ['def f():', '  """a', '  c"""']),
      ['  def f():', '    """a', '    c"""'],
    ));

  it('moves the lines of a text where the file has only directives and blank lines as far to the left', () =>
    assert.deepEqual(
      moved(
        'python',
        ['  def f():', '#if A', '    """a', '', '    b"""'],
        ['def f():', '  """a', '', 'c"""'],
      ),
      ['  def f():', '    """a', '', '  c"""'],
    ));

  it('leaves lines of white space as they are', () =>
    assert.deepEqual(moved('c', ['  f() {', '  }'], ['f() {', ' ', '}']), ['  f() {', ' ', '  }']));

  it('moves a line that the file has to the left elsewhere', () => {
    const file = shapedCode(['  f() {', '  }', 'a();'], 'c');
    const block = shapedCode(['f() {', 'a();', '}'], 'c');
    const old = { ...all(file.lines), end: 2 };
    assert.deepEqual(indentedLike(file, old, block, all(block.lines), 0, 3), ['  f() {', '  a();', '  }']);
  });
});
