import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Recording } from '../../../bench/support/frames';
import { judgeFrames } from '../../../bench/support/judgeFrames';

/** A recording of things in turn: `+x` is the key x, anything else a frame that shows it. */
function recording(...steps: readonly string[]): Recording {
  const found: Recording = { frames: [], keys: [] };
  let n = 0;
  for (const step of steps) {
    if (step.startsWith('+')) found.keys.push({ at: n, n, key: step.slice(1) });
    else found.frames.push({ at: ++n, n, ghost: step });
  }
  return found;
}

const kinds = (...steps: readonly string[]): string[] =>
  judgeFrames(recording(...steps)).faults.map(({ kind }) => kind);

describe('judgeFrames', () => {
  const fine: Record<string, readonly string[]> = {
    'text typed to its end': ['abc', '+a', 'bc', '+b', 'c', '+c', ''],
    'a new text behind one typed to its end': ['ab', '+a', 'b', '+b', '', 'new', '+n', 'ew'],
    'a frame several keys behind': ['abcd', '+a', '+b', 'bcd', 'cd'],
    'text that grows': ['ab', '+a', 'b', 'b\n  cd', '+b', '\n  cd'],
    'text that grows while the key is on its way': ['ab', '+a', 'ab\ncd', 'b\ncd'],
    'typing that leaves the text': ['ab', '+x', '', 'cd'],
    'a stale frame after the typing left the text': ['abc', '+a', '+x', 'bc', '', 'def'],
    'a stale frame after the last key of a text': ['xy', '+x', '+y', 'y', ''],
    'white space, drawn or not': ['a b', '+a', ' b', '+ ', 'b', '+Enter', '\nb', '+b', ''],
    'keys that type nothing': ['ab', '+Shift', '+A', '', 'b'],
  };
  for (const [what, steps] of Object.entries(fine)) {
    it(`is content with ${what}`, () => assert.deepEqual(kinds(...steps), []));
  }

  const faults: Record<string, readonly [string, readonly string[]]> = {
    'text that blinks at a key': ['flicker', ['abc', '+a', '', 'bc']],
    'text that blinks without a key': ['flicker', ['abc', '', 'abc']],
    'lower lines that blink': ['flicker', ['ab\ncd', '+a', 'b', 'b\ncd']],
    'text that blinks while keys go on': ['flicker', ['abcd', '+a', '', '+b', 'cd']],
    'text that blinks after other keys': ['flicker', ['abc', '+Control', '', 'abc']],
    'text that comes back longer': ['flicker', ['abc', '+a', '', 'bcdef']],
    'text that stays away': ['lost', ['abc', '+a', '']],
    'text that stays away until the typing leaves it': ['lost', ['abc', '+a', '', '+x', 'yz']],
    'text that another one takes the place of': ['replaced', ['abc', '+a', 'xyz']],
    'another text after a blank': ['replaced', ['abc', '+a', '', 'xyz']],
  };
  for (const [what, [kind, steps]] of Object.entries(faults)) {
    it(`finds ${what}`, () => assert.deepEqual(kinds(...steps), [kind]));
  }

  it('says where, for how many frames, and what was to be seen', () => {
    const { frames, keys } = recording('a bc', '+a', '', 'bc');
    const later = frames.map(frame => (frame.ghost === 'bc' ? { ...frame, n: 9 } : frame));
    assert.deepEqual(judgeFrames({ frames: later, keys }).faults, [
      { kind: 'flicker', n: 2, frames: 7, expected: 'bc', seen: '' },
    ]);
  });

  it('counts the keys that agree with the text on screen', () => {
    assert.equal(
      judgeFrames(recording('+z', 'a bc', '+a', '+ ', '+Shift', '+b', 'c', '+x', '', '+y')).through,
      3,
    );
  });

  it('is content with any text typed through, however late the frames are, and finds one blank frame in it', () => {
    const text = fc.stringMatching(/^[a-c]{3,20}$/);
    fc.assert(
      fc.property(text, fc.array(fc.nat(3), { minLength: 20, maxLength: 20 }), (whole, lags) => {
        const steps = [whole];
        let drawn = 0;
        for (let typed = 1; typed < whole.length; typed++) {
          steps.push(`+${whole.charAt(typed - 1)}`);
          const upTo = Math.max(drawn, typed - (lags[typed] ?? 0));
          if (upTo > drawn) steps.push(whole.slice((drawn = upTo)));
        }
        assert.deepEqual(kinds(...steps), []);
        assert.deepEqual(kinds(...steps, '', whole.slice(-1)), ['flicker']);
      }),
    );
  });
});
