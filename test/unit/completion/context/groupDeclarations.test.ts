import assert from 'node:assert/strict';
import { groupDeclarations, type Declaration } from '../../../../src/completion/context/groupDeclarations';

const declared = (path: string, line: number, text: string): Declaration => ({
  uri: `file:///${path}`,
  path,
  language: 'typescript',
  line,
  text,
});

describe('groupDeclarations', () => {
  it('makes one form of each file, in an order that does not depend on the cursor', () => {
    const all = [
      declared('b.ts', 9, 'last()'),
      declared('a.ts', 1, 'other()'),
      declared('c.ts', 1, 'third()'),
      declared('b.ts', 2, 'first()'),
    ];
    const forms = groupDeclarations(all, 100);
    assert.deepEqual(
      forms.map(({ path, text }) => [path, text]),
      [
        ['a.ts', 'other()'],
        ['b.ts', 'first()\nlast()'],
        ['c.ts', 'third()'],
      ],
    );
    for (const from of all.keys())
      assert.deepEqual(groupDeclarations([...all.slice(from), ...all.slice(0, from)], 100), forms);
    assert.deepEqual(groupDeclarations([...all].reverse(), 100), forms);
  });

  it('says nothing twice, and no more than its budget', () => {
    const one = declared('a.ts', 1, 'function one()');
    assert.equal(groupDeclarations([one, one], 100)[0]?.text, one.text);
    const empty = declared('a.ts', 3, '');
    assert.deepEqual(groupDeclarations([empty], 100), []);
    assert.equal(groupDeclarations([one, empty], 100)[0]?.text, one.text);
    assert.equal(groupDeclarations([one, declared('a.ts', 2, 'function two()')], 3)[0]?.text, one.text);
  });
});
