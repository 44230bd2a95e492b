import assert from 'node:assert/strict';
import { proxyEnvironment } from '../../../../src/editor/endpoints/proxyEnvironment';

const none = { setting: '', support: 'override', noProxy: [] } as const;

describe('proxyEnvironment', () => {
  it('leaves the environment alone where VS Code says nothing', () => {
    assert.deepEqual(proxyEnvironment(none), {});
  });

  it('hands on the proxy of the setting, in both spellings', () => {
    assert.deepEqual(proxyEnvironment({ ...none, setting: ' http://p:8080 ' }), {
      HTTPS_PROXY: 'http://p:8080',
      https_proxy: 'http://p:8080',
      HTTP_PROXY: 'http://p:8080',
      http_proxy: 'http://p:8080',
    });
  });

  it('hands on the exceptions', () => {
    assert.deepEqual(proxyEnvironment({ ...none, noProxy: ['.corp', 'h:81'] }), {
      NO_PROXY: '.corp,h:81',
      no_proxy: '.corp,h:81',
    });
  });

  it('takes a proxy of the environment away where VS Code is told to use none', () => {
    const environment = proxyEnvironment({ ...none, support: 'off', setting: 'http://p' });
    assert.deepEqual(new Set(Object.values(environment)), new Set(['']));
    assert.ok('https_proxy' in environment && 'ALL_PROXY' in environment);
  });
});
