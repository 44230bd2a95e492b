import assert from 'node:assert/strict';
import { LeftNames, type ReportedError } from '../../../../src/editor/nextEdit/leftNames';

const uri = 'file:///a.ts';
const change = { uri, at: { start: 0, end: 3 }, from: 'total', to: 'sum' };
const error = (start: number, text = 'total'): ReportedError => ({
  uri,
  range: { start, end: start + text.length },
  text,
});

describe('names that are left', () => {
  it('nothing is known before the language service has complained about one', () => {
    const names = new LeftNames();
    assert.equal(names.places(change, [], 0), undefined);
    assert.equal(names.places(change, [error(9, 'other')], 0), undefined);
  });

  it('then those are left that it complains about, and none when it is content', () => {
    const names = new LeftNames();
    assert.deepEqual(names.places(change, [error(9), error(30), error(50, 'other')], 0), [
      error(9),
      error(30),
    ]);
    assert.deepEqual(names.places(change, [error(30)], 100), [error(30)]);
    assert.deepEqual(names.places(change, [], 200), []);
  });

  it('that holds for this change, and for a minute', () => {
    const names = new LeftNames();
    names.places(change, [error(9)], 0);
    assert.equal(names.places({ ...change, to: 'count' }, [], 100), undefined);
    assert.deepEqual(names.places(change, [], 60_000), []);
    assert.equal(names.places(change, [], 60_001), undefined);
  });
});
