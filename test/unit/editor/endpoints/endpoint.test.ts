import assert from 'node:assert/strict';
import { parseEndpoint } from '../../../../src/editor/endpoints/endpoint';

describe('parseEndpoint', () => {
  const remote: [setting: string, url: string, origin: string][] = [
    ['wss://api.openai.com/v1/responses', 'wss://api.openai.com/v1/responses', 'wss://api.openai.com'],
    ['wss://api.openai.com/v1', 'wss://api.openai.com/v1/responses', 'wss://api.openai.com'],
    ['wss://api.openai.com/v1/', 'wss://api.openai.com/v1/responses', 'wss://api.openai.com'],
    ['ws://127.0.0.1:8080', 'ws://127.0.0.1:8080/responses', 'ws://127.0.0.1:8080'],
    ['wss://h/openai/v1/responses?api-version=1', 'wss://h/openai/v1/responses?api-version=1', 'wss://h'],
  ];
  for (const [setting, url, origin] of remote) {
    it(`${setting} is ${url}`, () =>
      assert.deepEqual(parseEndpoint(setting), { kind: 'remote', url, origin }));
  }

  const upstream: [setting: string, url: string, origin: string][] = [
    ['https://api.cerebras.ai/v1', 'https://api.cerebras.ai/v1', 'https://api.cerebras.ai'],
    ['http://127.0.0.1:11434/', 'http://127.0.0.1:11434', 'http://127.0.0.1:11434'],
    ['HTTP://LOCALHOST:8000/v1#x', 'http://localhost:8000/v1', 'http://localhost:8000'],
    ['https://h/openai/v1?api-version=p', 'https://h/openai/v1?api-version=p', 'https://h'],
  ];
  for (const [setting, url, origin] of upstream) {
    it(`${setting} is a server behind a gateway, at ${url}`, () =>
      assert.deepEqual(parseEndpoint(setting), { kind: 'upstream', url, origin }));
  }

  it('local is local', () => assert.deepEqual(parseEndpoint('local'), { kind: 'local' }));

  const invalid: [setting: string, reason: RegExp][] = [
    ['localhost', /neither "local" nor a URL/],
    ['', /neither/],
    ['wss://', /neither/],
    ['file:///etc/passwd', /must begin with wss/],
    ['https://key@host/v1', /must not contain a user name or key/],
    ['wss://user:key@host/v1', /must not contain a user name or key/],
  ];
  for (const [setting, reason] of invalid) {
    it(`${setting || 'nothing'} is refused`, () => {
      const endpoint = parseEndpoint(setting);
      assert.ok(endpoint.kind === 'invalid');
      assert.match(endpoint.reason, reason);
    });
  }

  it('never repeats a key in its reason', () => {
    const endpoint = parseEndpoint('wss://user:hunter2@host/v1');
    assert.ok(endpoint.kind === 'invalid' && !endpoint.reason.includes('hunter2'));
  });
});
