import assert from 'node:assert/strict';
import { modelRows } from '../../../../src/editor/connect/rows';
import { valueOf } from '../../../../src/editor/connect/rowValue';

describe('the value of a row that is taken', () => {
  const rows = (typed: string) => modelRows(['qwen-coder', 'qwen'], typed.trim(), '', 'model');
  const valueAt = (taken: string, made: string, typed: string) =>
    valueOf(
      rows(made).find(({ label }) => label === taken),
      typed,
      rows(typed),
    );

  it('is its own where it says what the server has, whatever is typed', () => {
    assert.equal(valueAt('qwen', '', 'qw'), 'qwen');
  });

  it('is what is typed by now where it says what was typed: the last letters come before the row for them', () => {
    assert.equal(valueAt('my-mode', 'my-mode', 'my-model '), 'my-model');
  });

  it('is that of the row of the server which is typed to its end by now', () => {
    assert.equal(valueAt('qwe', 'qwe', 'qwen'), 'qwen');
  });

  it('is none where everything typed is deleted, or nothing is taken', () => {
    assert.equal(valueAt('x', 'x', ''), undefined);
    assert.equal(valueAt('none', '', ''), undefined);
  });
});
