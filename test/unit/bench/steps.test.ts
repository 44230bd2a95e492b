import assert from 'node:assert/strict';
import { stepsOf } from '../../../bench/support/steps';

describe('stepsOf', () => {
  const key = { pressedAt: 100, paintedAt: 300 };

  it('puts what was seen of a key into its time', () => {
    const marks = [
      { what: 'called', at: 60 },
      { what: 'changed', at: 105 },
      { what: 'sent', at: 106, bytes: 90 },
      { what: 'sent', at: 107, bytes: 900 },
      { what: 'asked', at: 108 },
      { what: 'called', at: 150 },
      { what: 'first token', at: 258 },
      { what: 'received', at: 259, bytes: 80 },
      { what: 'end', at: 270 },
      { what: 'received', at: 271, bytes: 80 },
      { what: 'answered', at: 272 },
      { what: 'received', at: 290, bytes: 80 },
      { what: 'changed', at: 400 },
    ];
    assert.deepEqual(stepsOf([key], marks), [
      {
        changed: 5,
        sent: 7,
        asked: 8,
        'first token': 158,
        end: 170,
        received: 171,
        called: 50,
        answered: 172,
        painted: 200,
      },
    ]);
  });

  it('leaves out what did not happen', () => {
    assert.deepEqual(stepsOf([key], [{ what: 'changed', at: 99 }]), [{ painted: 200 }]);
  });
});
