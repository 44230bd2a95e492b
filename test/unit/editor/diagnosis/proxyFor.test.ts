import assert from 'node:assert/strict';
import { proxyFor, type ProxyFacts } from '../../../../src/editor/diagnosis/proxyFor';

const facts: ProxyFacts = { setting: '', support: 'override', noProxy: [], environment: {} };

describe('proxyFor', () => {
  const table: [name: string, url: string, change: Partial<ProxyFacts>, proxy: string | undefined][] = [
    ['no proxy', 'wss://h.io/v1', {}, undefined],
    ['the setting', 'wss://h.io/v1', { setting: 'http://p:8080' }, 'http://p:8080/'],
    [
      'the setting wins',
      'wss://h.io/v1',
      { setting: 'http://p:1', environment: { HTTPS_PROXY: 'http://q:2' } },
      'http://p:1/',
    ],
    ['switched off', 'wss://h.io/v1', { setting: 'http://p:1', support: 'off' }, undefined],
    ['wss by HTTPS_PROXY', 'wss://h.io/v1', { environment: { HTTPS_PROXY: 'http://q:2' } }, 'http://q:2/'],
    ['ws by http_proxy', 'ws://h.io/v1', { environment: { http_proxy: 'http://q:2' } }, 'http://q:2/'],
    [
      'ws by HTTPS_PROXY, as VS Code does it',
      'ws://h.io/v1',
      { environment: { HTTPS_PROXY: 'http://q:2' } },
      'http://q:2/',
    ],
    [
      'lower case wins',
      'wss://h.io/v1',
      { environment: { HTTPS_PROXY: 'http://q:2', https_proxy: 'http://r:3' } },
      'http://r:3/',
    ],
    [
      'exempt by setting',
      'wss://h.io/v1',
      { setting: 'http://p:1', noProxy: ['h.io'], environment: { NO_PROXY: 'x' } },
      undefined,
    ],
    [
      'the setting of exemptions hides that of the environment',
      'wss://h.io/v1',
      { setting: 'http://p:1', noProxy: ['x'], environment: { NO_PROXY: 'h.io' } },
      'http://p:1/',
    ],
    ['exempt by star', 'wss://h.io/v1', { setting: 'http://p:1', noProxy: ['*'] }, undefined],
    [
      'exempt by the usual port',
      'wss://h.io/v1',
      { setting: 'http://p:1', noProxy: ['h.io:443'] },
      undefined,
    ],
    ['loopback by IPv6', 'wss://[::1]:9/v1', { setting: 'http://p:1' }, undefined],
    ['a proxy without a scheme', 'wss://h.io/v1', { setting: 'p:8080' }, undefined],
    [
      'exempt by suffix',
      'wss://a.corp.io/v1',
      { setting: 'http://p:1', environment: { NO_PROXY: 'x, .corp.io' } },
      undefined,
    ],
    [
      'not exempt by accident',
      'wss://notcorp.io/v1',
      { setting: 'http://p:1', environment: { NO_PROXY: 'corp.io' } },
      'http://p:1/',
    ],
    [
      'exempt by port only',
      'wss://h.io:99/v1',
      { setting: 'http://p:1', environment: { no_proxy: 'h.io:98' } },
      'http://p:1/',
    ],
    ['loopback', 'ws://127.0.0.1:80/v1', { setting: 'http://p:1' }, undefined],
    ['nonsense', 'wss://h.io/v1', { setting: 'not a url' }, undefined],
  ];
  for (const [name, url, change, proxy] of table) {
    it(name, () => assert.equal(proxyFor(new URL(url), { ...facts, ...change })?.href, proxy));
  }
});
