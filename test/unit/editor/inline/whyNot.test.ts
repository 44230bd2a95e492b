import assert from 'node:assert/strict';
import { whyNot, type WhyAction, type WhyFacts } from '../../../../src/editor/inline/whyNot';
import { connectionError } from '../../../../src/protocol/errors';

const place: NonNullable<WhyFacts['place']> = {
  languageId: 'typescript',
  cursors: 1,
  hasSelection: false,
  lineTooLong: false,
  inSnippet: false,
  editorShows: true,
  byHand: false,
  off: undefined,
};
const facts: WhyFacts = { place, state: { kind: 'ready' }, silent: false, outcome: { kind: 'unasked' } };
const error = connectionError('The port is closed.');

describe('whyNot', () => {
  const table: [change: Partial<WhyFacts>, text: RegExp, actions: WhyAction[]][] = [
    [{}, /asked at this place yet/, ['Ask Now']],
    [{ place: undefined }, /No editor/, []],
    [{ place: { ...place, byHand: true } }, /only when you ask/, ['Ask Now', 'Open Inline Settings']],
    [{ place: { ...place, byHand: true }, outcome: { kind: 'nothing' } }, /nothing to suggest/, ['Show Log']],
    [
      { place: { ...place, byHand: true }, silent: true },
      /only when you ask/,
      ['Ask Now', 'Open Inline Settings'],
    ],
    [
      { place: { ...place, off: { kind: 'mode', text: 'Off here.' } } },
      /Off here/,
      ['Turn On for This Language', 'Open Inline Settings'],
    ],
    [{ place: { ...place, off: { kind: 'disabled', text: 'Off.' } } }, /^Off\.$/, ['Turn On']],
    [{ place: { ...place, off: { kind: 'language', text: 'Off.' } } }, /Off/, ['Turn On for This Language']],
    [{ place: { ...place, off: { kind: 'settings', text: 'Off.' } } }, /Off/, ['Turn On for Settings Files']],
    [{ place: { ...place, off: { kind: 'ignored', text: 'By a.' } } }, /By a/, ['Open the Ignore File']],
    [{ place: { ...place, off: { kind: 'secret', text: 'Secret.' } } }, /Secret/, []],
    [{ state: undefined }, /settings cannot be used/, ['Open Settings', 'Show Log']],
    [{ state: { kind: 'refused', error } }, /The port is closed/, ['Reconnect', 'Test Connection']],
    [
      { state: { kind: 'waiting', retryInMs: 9, error } },
      /The port is closed/,
      ['Reconnect', 'Test Connection'],
    ],
    [{ state: { kind: 'connecting' } }, /being made/, ['Show Log']],
    [{ place: { ...place, editorShows: false } }, /inlineSuggest/, ['Turn On in the Editor']],
    [{ place: { ...place, cursors: 3 } }, /3 cursors/, []],
    [{ place: { ...place, hasSelection: true } }, /selected/, []],
    [{ place: { ...place, lineTooLong: true } }, /too long/, []],
    [{ place: { ...place, inSnippet: true } }, /tab stops of a snippet/, []],
    [{ silent: true }, /snoozed/, ['End the Snooze', 'Ask Now']],
    [
      { outcome: { kind: 'tooShort', minLength: 3 } },
      /begin at 3 characters/,
      ['Ask Now', 'Open Inline Settings'],
    ],
    [{ outcome: { kind: 'delayed' } }, /waits for a pause/, ['Ask Now', 'Open Inline Settings']],
    [{ outcome: { kind: 'waiting' } }, /being generated/, []],
    [{ outcome: { kind: 'suggestion' } }, /has not asked for it/, ['Ask Now']],
    [{ silent: true, outcome: { kind: 'suggestion' } }, /There is one/, ['Ask Now']],
    [{ outcome: { kind: 'shown' } }, /dismissed with Escape/, ['Ask Now']],
    [{ silent: true, outcome: { kind: 'shown' } }, /was given it/, ['Ask Now']],
    [{ outcome: { kind: 'nothing' } }, /nothing to suggest/, ['Show Log']],
    [
      { outcome: { kind: 'filtered', filter: 'prose', because: 'it was talk' } },
      /: it was talk \(filter "prose"\)\.$/,
      [],
    ],
    [{ outcome: { kind: 'failed', message: 'Too many.' } }, /Too many/, ['Ask Now', 'Test Connection']],
    [{ outcome: { kind: 'cancelled' } }, /given up/, ['Ask Now']],
  ];
  for (const [change, text, actions] of table) {
    it(String(text), () => {
      const why = whyNot({ ...facts, ...change });
      assert.match(why.text, text);
      assert.deepEqual(why.actions, actions);
    });
  }

  it('names the outermost reason first', () => {
    const off = { kind: 'secret', text: 'Secret.' } as const;
    const why = whyNot({
      place: { ...place, off, cursors: 2 },
      state: undefined,
      silent: true,
      outcome: { kind: 'nothing' },
    });
    assert.equal(why.text, 'Secret.');
  });
});
