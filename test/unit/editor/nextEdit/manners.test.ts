import assert from 'node:assert/strict';
import { Manners, quietMs } from '../../../../src/editor/nextEdit/manners';

describe('manners of next edits', () => {
  let now = 0;
  let manners: Manners;
  beforeEach(() => {
    now = 0;
    manners = new Manners(() => now);
  });

  it('two dismissals in a row bring quiet for five minutes', () => {
    manners.dismiss('a');
    assert.equal(manners.isQuiet, false);
    manners.dismiss('b');
    assert.equal(manners.isQuiet, true);
    now += quietMs - 1;
    assert.equal(manners.isQuiet, true);
    now += 1;
    assert.equal(manners.isQuiet, false);
    manners.dismiss('c');
    assert.equal(manners.isQuiet, false, 'it is counted anew');
  });

  it('one that was made in between begins the row anew', () => {
    manners.dismiss('a');
    manners.welcome();
    manners.dismiss('b');
    assert.equal(manners.isQuiet, false);
  });

  it('asking for one ends the quiet', () => {
    manners.dismiss('a');
    manners.dismiss('b');
    manners.welcome();
    assert.equal(manners.isQuiet, false);
  });

  it('what dismissed edits were made from is known as well', () => {
    manners.dismiss('a', 'a rename');
    manners.dismiss('b');
    manners.dismiss('c', 'a rename');
    manners.dismiss('d', 'another');
    assert.deepEqual(
      [...manners.droppedCauses],
      [
        ['a rename', 2],
        ['another', 1],
      ],
    );
  });

  it('what was dismissed or taken back is known, and the oldest of it forgotten', () => {
    manners.dismiss('a');
    manners.takenBack('b');
    assert.ok(manners.wasDismissed('a'));
    assert.ok(manners.wasDismissed('b'));
    assert.equal(manners.isQuiet, false, 'taking back is no dismissal');
    for (let n = 0; n < 199; n++) manners.takenBack(`other ${n}`);
    assert.equal(manners.wasDismissed('a'), false);
    assert.ok(manners.wasDismissed('b'));
  });
});
