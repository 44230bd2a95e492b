import assert from 'node:assert/strict';
import { textLexisOf } from '../../../src/diff/textLexis';

describe('textLexisOf', () => {
  it('knows which strings go over several lines', () => {
    const long = (id: string): readonly string[] => textLexisOf(id, []).lexis.longQuotes;
    assert.deepEqual(long('java'), ['"""']);
    assert.deepEqual(long('python'), ['"""', "'''"]);
    assert.deepEqual(long('shellscript'), ['"', "'"]);
    assert.deepEqual(long('c'), []);
  });

  it('takes the quotes of SQL from the code', () =>
    assert.deepEqual(textLexisOf('sql', ['AS $$ a', '$$; b $f$ c']).lexis.longQuotes, [
      '$$',
      '$f$',
      '"',
      "'",
    ]));

  it('knows which texts have no escapes', () =>
    assert.deepEqual([...textLexisOf('rust', ['a(r#"b"#, r"c");']).rawEnds], ['"#', '"']));
});
