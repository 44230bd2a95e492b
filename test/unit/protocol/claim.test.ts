import assert from 'node:assert/strict';
import { parseClaim } from '../../../src/protocol/claim';

describe('parseClaim', () => {
  const claim = {
    pid: 4711,
    url: 'ws://127.0.0.1:5000/v1/responses',
    http: 'http://127.0.0.1:5000/v1',
    token: 'x'.repeat(32),
  };
  const read = (changes: object): unknown => parseClaim(JSON.stringify({ ...claim, ...changes }));

  it('reads where a gateway of this computer is, and the token that opens it', () => {
    assert.deepEqual(read({}), claim);
    assert.deepEqual(read({ more: 1, pid: 2 }), { ...claim, pid: 2 });
  });

  const wrong: [what: string, changes: object][] = [
    ['no process', { pid: 1 }],
    ['half a process', { pid: 2.5 }],
    ['another computer', { url: 'ws://10.0.0.1:5000/v1/responses' }],
    ['a name that only begins like this computer', { url: 'ws://127.0.0.1:5000.host.example/' }],
    ['an address behind another one', { url: 'wss://host/?ws://127.0.0.1:5000/' }],
    ['no port', { url: 'ws://127.0.0.1/' }],
    ['a port that is none', { http: 'http://127.0.0.1:123456/' }],
    ['another computer for HTTP', { http: 'http://host:5000/' }],
    ['an address behind another one for HTTP', { http: 'https://host/?http://127.0.0.1:5000/' }],
    ['a token that can be guessed', { token: 'x'.repeat(31) }],
    ['no token', { token: undefined }],
  ];
  for (const [what, changes] of wrong)
    it(`does not take ${what} for a claim`, () => assert.equal(read(changes), undefined));

  it('does not take for one what is no JSON', () => {
    for (const text of ['', '{', 'null', '[]']) assert.equal(parseClaim(text), undefined);
  });
});
