import assert from 'node:assert/strict';
import { TypedRow } from '../../../../../src/editor/edit/commands/typedRow';

describe('Enter in a list below what is typed', () => {
  it('takes the marked row where nothing is typed', () => {
    const rows = new TypedRow<string>();
    rows.typed(undefined);
    assert.equal(rows.taken('earlier'), 'earlier');
    assert.equal(rows.taken(undefined), undefined);
  });

  it('takes what is typed, whatever the window has marked by itself before the row for it is there', () => {
    const rows = new TypedRow<string>();
    rows.typed('own: a');
    rows.marked('earlier');
    assert.equal(rows.taken('earlier'), undefined);
  });

  it('takes what is typed, not the row for fewer letters', () => {
    const rows = new TypedRow<string>();
    rows.typed('own: a');
    rows.marked('own: a');
    rows.typed('own: ab');
    assert.equal(rows.taken('own: a'), undefined);
    rows.marked('own: ab');
    assert.equal(rows.taken('own: ab'), undefined);
  });

  it('takes the row somebody has gone to from the one that is typed', () => {
    const rows = new TypedRow<string>();
    rows.typed('own: a');
    rows.marked('own: a');
    rows.marked('earlier');
    assert.equal(rows.taken('earlier'), 'earlier');
  });

  it('takes the marked row again once everything typed is deleted', () => {
    const rows = new TypedRow<string>();
    rows.typed('own: a');
    rows.typed(undefined);
    assert.equal(rows.taken('earlier'), 'earlier');
  });
});
