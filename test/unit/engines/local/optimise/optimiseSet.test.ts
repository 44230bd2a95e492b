import assert from 'node:assert/strict';
import { EditBlocks } from '../../../../../src/diff/editBlocks';
import { EditSet } from '../../../../../src/diff/editSet';
import { applyEdits } from '../../../../../src/diff/textEdit';
import { optimiseSet } from '../../../../../src/engines/local/optimise/optimiseSet';
import { compile } from './running';

const signal = new AbortController().signal;
const factorial = 'function factorial(n) {\n  if (n <= 1) return 1;\n  return n * factorial(n - 1);\n}\n';
const files = {
  'a.js': `${factorial}\nfunction other(n) {\n  return n;\n}\n`,
  'b.js': 'call();\n',
  'c.js': factorial.replaceAll('factorial', 'product'),
};

describe('optimiseSet', () => {
  it('answers with blocks that have their place, for the files that change', async () => {
    const requests = Object.entries(files).map(([path, text]) => ({
      ...{ path, text },
      ...{ language: 'javascript', instruction: '' },
    }));
    const answer = await optimiseSet(requests, signal);
    const blocks = new EditBlocks();
    const set = new EditSet(new Map(Object.entries(files)));
    set.take(blocks.push(answer));
    set.take(blocks.end());
    assert.deepEqual(set.unplaced, []);
    assert.deepEqual(
      set.placed.map(({ path }) => path),
      ['a.js', 'c.js'],
    );
    for (const { path, start, end, text } of set.placed) {
      const before = path === 'a.js' ? files['a.js'] : files['c.js'];
      const after = applyEdits(before, [{ offset: start, length: end - start, text }]);
      const name = path === 'a.js' ? 'factorial' : 'product';
      assert.doesNotMatch(after, /n - 1\)/);
      for (let n = 0; n < 20; n++) assert.deepEqual(compile(after, name)(n), compile(before, name)(n));
    }
    assert.match(blocks.words, /loop-from-recursion/);
  });

  it('says what it cannot do', async () => {
    const request = { path: 'a.js', text: 'call();', language: 'javascript', instruction: 'translate it' };
    assert.match(await optimiseSet([request, request], signal), /cannot follow/);
    assert.match(await optimiseSet([{ ...request, instruction: '' }], signal), /nothing to improve/);
  });
});
