import assert from 'node:assert/strict';
import { singleClient } from '../../../../src/gateway/clients/directory';
import { checkSource, clientOf, isAllowedHost } from '../../../../src/gateway/server/access';

const rules = { clients: singleClient('the-token'), host: '127.0.0.1', allowedHosts: ['spark.example'] };

describe('clientOf', () => {
  const cases: readonly [string | undefined, boolean][] = [
    ['Bearer the-token', true],
    ['bearer  the-token ', true],
    ['Bearer the-toke', false],
    ['Bearer the-token2', false],
    ['Bearer ', false],
    ['the-token', false],
    ['Basic dGhlLXRva2Vu', false],
    [undefined, false],
  ];
  for (const [authorization, allowed] of cases) {
    it(`${allowed ? 'takes' : 'refuses'} ${authorization ?? 'nothing'}`, () => {
      const client = clientOf(authorization === undefined ? {} : { authorization }, rules);
      assert.equal('name' in client, allowed);
      if ('error' in client) {
        assert.deepEqual([client.status, client.error.code], [401, 'invalid_api_key']);
        assert.doesNotMatch(JSON.stringify(client), /the-token/);
      }
    });
  }
});

describe('checkSource', () => {
  for (const origin of [
    'https://evil.example',
    'http://localhost:3000',
    'null',
    'vscode-webview://abc',
    '',
  ]) {
    it(`refuses the web origin ${JSON.stringify(origin)}`, () => {
      const refusal = checkSource({ origin, host: '127.0.0.1:80' }, rules);
      assert.deepEqual([refusal?.status, refusal?.error.code], [403, 'origin_not_allowed']);
    });
  }

  it('takes a client without an origin', () => {
    assert.equal(checkSource({ host: '127.0.0.1:4000' }, rules), undefined);
  });

  it('lets a balancer ask how the gateway is doing without a Host, as HAProxy does, and a web page not', () => {
    assert.equal(checkSource({}, rules, true), undefined);
    assert.equal(checkSource({}, rules)?.error.code, 'host_not_allowed');
    assert.equal(checkSource({ host: 'evil.example' }, rules, true)?.error.code, 'host_not_allowed');
    assert.equal(
      checkSource({ origin: 'https://evil.example' }, rules, true)?.error.code,
      'origin_not_allowed',
    );
  });
});

describe('isAllowedHost', () => {
  const loopback = [
    '127.0.0.1:80',
    '127.9.9.9',
    'localhost:1234',
    'LOCALHOST',
    '[::1]:80',
    'spark.example:443',
  ];
  const foreign = [
    'evil.example',
    'localhost.evil.example',
    '10.0.0.5:80',
    '[fe80::1]',
    '',
    undefined,
    'a b',
    ':80',
    '127.0.0.1.evil.example',
  ];
  for (const host of loopback) it(`takes ${host}`, () => assert.ok(isAllowedHost(host, rules)));
  for (const host of foreign) it(`refuses ${host}`, () => assert.ok(!isAllowedHost(host, rules)));

  it('takes the address it is bound to', () => {
    assert.ok(isAllowedHost('10.0.0.5:80', { ...rules, host: '10.0.0.5' }));
    assert.ok(isAllowedHost('[fd00::5]:80', { ...rules, host: 'fd00::5' }));
  });

  it('bound to every address takes any by number and none by name', () => {
    const wide = { ...rules, host: '0.0.0.0' };
    assert.ok(isAllowedHost('10.0.0.5:80', wide));
    assert.ok(!isAllowedHost('rebound.example', wide));
  });
});
