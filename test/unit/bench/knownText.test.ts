import assert from 'node:assert/strict';
import { continuation, statements } from '../../../bench/support/knownText';

describe('continuation', () => {
  const known = 'one = 1;\ntwo = 2;\nthree = 3;';

  it('goes on from the end of the prefix, for so many lines', () => {
    assert.equal(continuation(known, 'one = 1;\ntw', 1), 'o = 2;');
    assert.equal(continuation(known, 'one = 1;\ntw', 9), 'o = 2;\nthree = 3;');
  });

  it('finds the place by the end of a long prefix', () => {
    const long = statements(0, 40).join('\n');
    const typed = long.slice(0, -30);
    assert.equal(continuation(long, `what precedes is another text${typed}`, 9), long.slice(-30));
  });

  it('says nothing of a place that is not known', () => assert.equal(continuation(known, 'four', 1), ''));
});

describe('statements', () => {
  it('are all different within 120 characters', () => {
    const lines = statements(0, 500);
    assert.equal(new Set(lines).size, 500);
    assert.deepEqual(statements(100, 2), lines.slice(100, 102));
    assert.ok(lines.every(line => /^ {4}\S.*;$/.test(line) && line.length < 100));
  });
});
