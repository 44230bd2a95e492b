import assert from 'node:assert/strict';
import { lexisOf } from '../../../../src/completion/text/lexis';
import { scanPrefix } from '../../../../src/completion/text/scanPrefix';

/** Documentation as it stands in a window that begins in its middle. */
const rest = [
  '  illegal, and that is what it is for.',
  '  The default is one that catches all of them.',
  '  """',
];
const code = ['  def f(self, a):', '    self.a = a', '    '];
const documented = [
  '  def g(self):',
  '    """Tell what it is that was read here.',
  '',
  '    It is the one."""',
  '',
];

describe('What stands before a cursor', () => {
  const within = (lines: readonly string[], languageId = 'python'): string | undefined =>
    scanPrefix(lines.join('\n'), lexisOf(languageId)).within?.kind;

  it('is code behind the end of a string that the window begins in', () => {
    assert.equal(within([...rest, ...code]), undefined);
    assert.equal(within([...rest, ...documented, ...code]), undefined);
  });
  it('is code there also where examples end the string', () => {
    const examples = ['    assert a.items() == [', '        (b"c", b"d")', '    ]', '    """', ''];
    assert.equal(within([...examples, ...code]), undefined);
    assert.equal(within(['a = run("""', 'def f(a):', '    return a', '']), 'string');
  });
  it('is a string while that one lasts, and behind the beginning of another one', () => {
    assert.equal(within([...rest, ...documented.slice(0, 2)]), 'string');
    assert.equal(within(documented.slice(0, 2)), 'string');
    assert.equal(within([...documented, ...documented.slice(0, 2)]), 'string');
  });
  it('is read from its beginning where nothing says otherwise', () => {
    assert.equal(within([...documented, ...code]), undefined);
    assert.equal(within(['a = """', 'b', '"""', '']), undefined);
    assert.equal(within(['a = """', 'b']), 'string');
    assert.equal(within(['// It is the `name` of what it was called', 'a = `b'], 'javascript'), 'string');
  });
});
