import assert from 'node:assert/strict';
import * as v from 'valibot';
import { endpointState } from '../../../src/chat/endpointState';
import { endpointState as schema } from '../../../src/chat/messages';
import type { WireError } from '../../../src/protocol/errors';
import type { SessionState } from '../../../src/session/session';

const error = (kind: WireError['kind']): WireError => ({
  ...{ kind, remedy: 'surface', code: undefined, status: undefined },
  ...{ message: 'Said so.', retryAfterMs: undefined },
});

describe('endpointState', () => {
  const table: readonly [string, SessionState | undefined, string, string, readonly string[]][] = [
    ['ready', { kind: 'ready' }, 'good', 'connected', []],
    ['not asked yet', { kind: 'idle' }, 'good', 'connects when needed', []],
    ['connecting', { kind: 'connecting' }, 'busy', 'connecting', []],
    [
      'between two attempts',
      { kind: 'waiting', retryInMs: 5, error: error('connection') },
      ...(['bad', 'not connected, trying again', ['reconnect', 'diagnose', 'openSettings']] as const),
    ],
    [
      'a key that is refused',
      { kind: 'refused', error: error('auth') },
      ...(['bad', 'refused', ['setKey', 'openSettings']] as const),
    ],
    [
      'a setting that cannot be used',
      undefined,
      'bad',
      'the endpoint setting cannot be used',
      ['openSettings'],
    ],
  ];
  for (const [name, state, level, word, actions] of table) {
    it(name, () => {
      const shown = endpointState('m', state);
      assert.deepEqual(v.parse(schema, shown), shown, 'the page accepts it');
      assert.deepEqual([shown.level, shown.word, shown.actions], [level, word, actions]);
    });
  }

  it('hands on what the server said', () => {
    assert.match(
      endpointState('m', { kind: 'refused', error: error('auth') }).detail ?? '',
      /key.*Said so\./,
    );
  });

  it('has a name when there is none', () => {
    assert.equal(endpointState('', undefined).name, 'no endpoint');
  });
});
