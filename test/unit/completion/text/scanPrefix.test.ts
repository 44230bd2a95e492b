import assert from 'node:assert/strict';
import { lexisOf } from '../../../../src/common/code/lexis';
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
  describe('behind the end of a string, where the window begins with examples', () => {
    const behind = (line: string): string | undefined => within(['    assert f(b)', '    """', line, '    ']);
    const statements = [
      ...[
        'def f(a):',
        '    async def fetch(a):',
        'class Abc(B):',
        'class Abc:',
        'import os',
        'from os import path',
      ],
      ...[
        '    return',
        'return a',
        'raise Error',
        'self.a = 1',
        'if a and b:',
        'for a in b:',
        'else:',
        'try:',
      ],
    ];
    for (const line of statements) it(`is code with ${line}`, () => assert.equal(behind(line), undefined));
    const others = [
      ...[
        'x = 1',
        'default(a)',
        'classes: B',
        'class of 1',
        'important',
        'from here on',
        'returned',
        'raised',
      ],
      ...['my self.a', 'if a: b', 'for a: b', 'a else:', 'else: b', 'trying:', 'try: b', 'undef f(a)'],
    ];
    for (const line of others)
      it(`is not known to be with ${line}`, () => assert.equal(behind(line), 'string'));
  });
  describe('behind words and the end of a string', () => {
    const behind = (words: string): string | undefined => within([words, '"""', 'x = 1', '']);
    for (const words of ['one two three four five six', '    One two, three four five: six.'])
      it(`is code with ${words}`, () => assert.equal(behind(words), undefined));
    const few = [
      ...['one two three four five', '  one  two  three  four  five', 'one two three = four five six'],
      ...['one two three four five (six)', '# one two three four five six', '1 two three four five six'],
    ];
    for (const words of few)
      it(`is not known to be with ${words}`, () => assert.equal(behind(words), 'string'));
  });
  it('is a string that was begun in an expression', () => {
    for (const begun of ['a = ', 'a = f', 'a = rb', 'run(', 'x, ', '[', '{', 'k: ', 'a + '])
      assert.equal(within([`${begun}"""`, 'def f(a):', '    return a', '']), 'string', begun);
    assert.equal(within(['    assert f(b) """', 'def f(a):', '    return a', '']), undefined);
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
  });
  it('is told by the words of a later string too', () => {
    const words = ['    """', '    Tell what it is that was read here.', '    """', ''];
    assert.equal(within(['    a.b(c)', '    """', '', '    x = 1', ...words]), undefined);
  });
  it('is code behind a string with an escaped delimiter, of which the window holds the end', () => {
    const escaped = [
      '  illegal, and that is what it is for.',
      '  The default is all that is not \\""" itself.',
    ];
    assert.equal(within([...escaped, '  """', 'a = 1']), undefined);
  });
  it('is read from its beginning in languages whose only sign of long strings is a single one', () => {
    assert.equal(within(['That is what we call the `name` of it', 'a = `b'], 'javascript'), 'string');
  });
});
