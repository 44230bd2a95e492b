import assert from 'node:assert/strict';
import { connectionAdvice } from '../../../../src/editor/endpoints/connectionAdvice';
import { parseEndpoint } from '../../../../src/editor/endpoints/endpoint';
import { connectionError, protocolError, wireError, type WireError } from '../../../../src/protocol/errors';

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
    ['local', connectionError('spawn failed'), /no connection to the embedded engine/, 'Retry'],
    [
      'https://h/v1',
      wireError({ status: 401, message: 'no' }),
      /https:\/\/h refused the API key/,
      'Set API Key',
    ],
    [
      'https://h/v1',
      wireError({ status: 404, message: 'The model m does not exist.' }),
      /refused the request. The model m does not exist/,
      'Connect a Model',
    ],
    [
      'http://h/v1',
      wireError({ status: 503, message: 'Nothing listens there.' }),
      /http:\/\/h does not answer. Nothing listens there/,
      'Retry',
    ],
    ['wss://h/v1', wireError({ status: 500, message: 'Oops.' }), /wss:\/\/h failed. Oops/, 'Retry'],
  ];
  for (const [setting, error, message, action] of table) {
    it(`${setting}, ${error.kind}`, () => {
      const endpoint = parseEndpoint(setting);
      assert.ok(endpoint.kind !== 'invalid');
      const advice = connectionAdvice(error, endpoint);
      assert.match(advice.message, message);
      assert.equal(advice.actions[0], action);
    });
  }
});
