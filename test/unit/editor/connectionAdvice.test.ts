import assert from 'node:assert/strict';
import { connectionAdvice } from '../../../src/editor/connectionAdvice';
import { parseEndpoint } from '../../../src/editor/endpoint';
import { connectionError, protocolError, wireError, type WireError } from '../../../src/protocol/errors';

describe('connectionAdvice', () => {
  const table: [setting: string, error: WireError, message: RegExp, action: string][] = [
    ['wss://h/v1', wireError({ status: 401, message: 'no' }), /wss:\/\/h refused the API key/, 'Set API Key'],
    ['local', wireError({ status: 401, message: 'no' }), /its own token/, 'Retry'],
    ['wss://h/v1', wireError({ status: 426, message: 'no' }), /does not offer WebSockets/, 'Open Settings'],
    [
      'wss://h/v1',
      wireError({ status: 429, message: 'Try in 2 s.' }),
      /limiting requests. Try in 2 s/,
      'Show Log',
    ],
    [
      'wss://h/v1',
      wireError({ status: 404, message: 'Not found.' }),
      /refused the request. Not found/,
      'Open Settings',
    ],
    [
      'wss://h/v1',
      protocolError('Binary frame.'),
      /does not speak the Responses protocol. Binary/,
      'Open Settings',
    ],
    [
      'wss://h/v1',
      connectionError('x', 'ECONNREFUSED'),
      /no connection to wss:\/\/h. Nothing listens at this address/,
      'Retry',
    ],
    ['local', connectionError('spawn failed'), /no connection to the local engine/, 'Retry'],
    ['nonsense', connectionError('x'), /neither "local" nor a URL/, 'Open Settings'],
  ];
  for (const [setting, error, message, action] of table) {
    it(`${setting}, ${error.kind}`, () => {
      const advice = connectionAdvice(error, parseEndpoint(setting));
      assert.match(advice.message, message);
      assert.equal(advice.actions[0], action);
    });
  }
});
