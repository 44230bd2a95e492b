import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readServerAddress } from '../../../../src/common/serverAddress';
import { refusalError } from '../../../../src/engines/upstream/http/failures';
import { readErrorValue } from '../../../../src/protocol/saidError';
import { routeTo } from '../../../../src/engines/upstream/http/proxy';

describe('readServerAddress', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000/v1', 'http://127.0.0.1:8000'],
    ['http://127.0.0.1:8000/', 'http://127.0.0.1:8000/v1', 'http://127.0.0.1:8000'],
    ['http://127.0.0.1:8000/v1/', 'http://127.0.0.1:8000/v1', 'http://127.0.0.1:8000'],
    ['https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1', 'https://api.openai.com'],
    ['https://api.openai.com/v1/responses', 'https://api.openai.com/v1', 'https://api.openai.com'],
    [
      'https://me.openai.azure.com',
      'https://me.openai.azure.com/openai/v1',
      'https://me.openai.azure.com/openai',
    ],
    ['https://host/team/llm/v1', 'https://host/team/llm/v1', 'https://host/team/llm'],
    ['https://host/v1beta/openai', 'https://host/v1beta/openai', 'https://host/v1beta/openai'],
    ['https://user:secret@host/v1', 'https://host/v1', 'https://host'],
  ];
  for (const [given, base, root] of cases) {
    it(`reads ${given}`, () => {
      const read = readServerAddress(given);
      assert.deepEqual([read.base, read.root, read.query], [base, root, '']);
    });
  }

  const portals: readonly (readonly [
    given: string,
    base: string,
    Partial<ReturnType<typeof readServerAddress>>,
  ])[] = [
    ['https://h/v1/chat/completions', 'https://h/v1', { turns: 'chat', completionsPath: undefined }],
    ['https://h/v1/responses/', 'https://h/v1', { turns: 'responses' }],
    ['https://h/v1/completions', 'https://h/v1', { turns: undefined, completionsPath: '/completions' }],
    ['https://h/v1/fim/completions', 'https://h/v1', { completionsPath: '/fim/completions' }],
    [
      'https://me.openai.azure.com/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21',
      'https://me.openai.azure.com/openai/deployments/my%20gpt',
      { turns: 'chat', model: 'my gpt', query: '?api-version=2024-10-21' },
    ],
    [
      'https://me.openai.azure.com/openai/deployments/g',
      'https://me.openai.azure.com/openai/deployments/g',
      { turns: 'chat', model: 'g' },
    ],
    ['https://me.services.ai.azure.com/models', 'https://me.services.ai.azure.com/models', { turns: 'chat' }],
    [
      'https://me.services.ai.azure.com/models/chat/completions',
      'https://me.services.ai.azure.com/models',
      { turns: 'chat' },
    ],
    [
      'https://me.cognitiveservices.azure.com/',
      'https://me.cognitiveservices.azure.com/openai/v1',
      { turns: undefined },
    ],
  ];
  for (const [given, base, facts] of portals) {
    it(`takes the form from ${given}`, () => {
      const read = readServerAddress(given);
      assert.equal(read.base, base);
      for (const [name, value] of Object.entries(facts))
        assert.equal(read[name as keyof typeof read], value, name);
    });
  }

  it('keeps a query for every path', () => {
    assert.equal(readServerAddress('https://h/openai/v1?api-version=preview').query, '?api-version=preview');
  });
});

describe('routeTo', () => {
  const proxyOf = (url: string, environment: Record<string, string>): string | undefined => {
    const route = routeTo(url, environment);
    return route.kind === 'proxy' ? route.proxy : undefined;
  };
  const cases: readonly (readonly [string, Record<string, string>, string | undefined])[] = [
    ['https://a', {}, undefined],
    ['https://a', { HTTPS_PROXY: 'http://p:1' }, 'http://p:1'],
    ['https://a', { https_proxy: 'http://low:1', HTTPS_PROXY: 'http://up:1' }, 'http://low:1'],
    ['https://a', { HTTP_PROXY: 'http://p:1' }, undefined],
    ['http://a', { HTTP_PROXY: 'http://p:1' }, 'http://p:1'],
    ['http://a', { ALL_PROXY: 'p:1' }, 'http://p:1'],
    ['http://a', { HTTP_PROXY: '' }, undefined],
  ];
  for (const [url, environment, proxy] of cases) {
    it(`${url} with ${JSON.stringify(environment)}`, () => assert.equal(proxyOf(url, environment), proxy));
  }

  const loopback = [
    'localhost',
    'api.localhost',
    'localhost.',
    '127.0.0.1',
    '127.8.9.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
    '[::]',
  ];
  for (const host of loopback) {
    it(`never goes through a proxy to ${host}`, () =>
      assert.equal(routeTo(`http://${host}:8000`, { ALL_PROXY: 'http://p:1' }).kind, 'direct'));
  }

  const exempt: readonly (readonly [noProxy: string, direct: string, proxied: string])[] = [
    ['*', 'http://anything.test', ''],
    ['a.test, *', 'http://anything.test', ''],
    ['a.test', 'http://a.test', 'http://ba.test'],
    ['a.test', 'http://x.y.a.test:99', 'http://a.test.evil'],
    ['.a.test', 'http://a.test', 'http://ba.test'],
    ['*.a.test', 'http://x.a.test', 'http://xa.test'],
    ['A.Test.', 'http://a.TEST', 'http://b.test'],
    ['b.test a.test', 'http://a.test', 'http://c.test'],
    ['10.0.0.0/8', 'http://10.250.3.4', 'http://11.0.0.1'],
    ['192.168.4.0/22', 'http://192.168.7.255', 'http://192.168.8.0'],
    ['192.168.1.7', 'http://192.168.1.7', 'http://192.168.1.70'],
    ['0.0.0.0/0', 'http://8.8.8.8', 'http://eight.test'],
    ['10.0.0.0/33', '', 'http://10.0.0.1'],
    ['10.0.0.0/x', '', 'http://10.0.0.1'],
    ['fd00::/8', 'http://[fd12:3456::1]', 'http://[fe80::1]'],
    ['[fd00::1]', 'http://[fd00:0::1]:8000', 'http://[fd00::2]'],
    ['a.test:8000', 'http://a.test:8000', 'http://a.test'],
    ['a.test:80', 'http://a.test', 'https://a.test'],
    ['/8', '', 'http://10.0.0.1'],
    ['.', '', 'http://a.test'],
  ];
  for (const [noProxy, direct, proxied] of exempt) {
    it(`NO_PROXY=${noProxy}`, () => {
      const environment = { ALL_PROXY: 'http://p:1', NO_PROXY: noProxy };
      if (direct) assert.equal(routeTo(direct, environment).kind, 'direct');
      if (proxied) assert.equal(routeTo(proxied, environment).kind, 'proxy');
    });
  }

  for (const proxy of [
    'socks5://user:secret@p:1080',
    'socks5h://p:1080',
    'socks4://p',
    'ftp://p',
    'http://',
    'http://[',
  ]) {
    it(`says what to do about ${proxy}, and not its password`, () => {
      const route = routeTo('https://a.test', { ALL_PROXY: proxy });
      assert.ok(route.kind === 'none');
      assert.match(
        route.reason,
        /^The proxy in ALL_PROXY is .*: give an http or https proxy, or name a\.test in NO_PROXY\.$/,
      );
      assert.doesNotMatch(route.reason, /secret/);
      assert.equal(routeTo('https://a.test', { ALL_PROXY: proxy, NO_PROXY: 'a.test' }).kind, 'direct');
    });
  }
});

describe('readErrorValue', () => {
  const cases: readonly (readonly [unknown, string | undefined, string | undefined])[] = [
    [{ error: { message: 'm', type: 't', code: 'c' } }, 'm', 'c'],
    [{ error: { message: 'm', type: 'server_error', code: 503 } }, 'm', 'server_error'],
    [{ error: 'm' }, 'm', undefined],
    [{ object: 'error', message: 'm', type: 'BadRequestError', code: 400 }, 'm', 'BadRequestError'],
    [{ message: 'm', type: 't', param: 'p', code: 'wrong_api_key' }, 'm', 'wrong_api_key'],
    [{ code: 'Some sentence', error: 'm' }, 'm', undefined],
    [{ detail: 'm' }, 'm', undefined],
    [{ detail: [{ loc: ['body', 'x'], msg: 'Field required' }] }, 'body.x: Field required', undefined],
    [{ message: { detail: [{ loc: ['body', 'x'], msg: 'Extra' }] }, type: 't' }, 'body.x: Extra', 't'],
    [{ base_resp: { status_code: 1004, status_msg: 'm' } }, 'm', undefined],
    [{ base_resp: { status_code: 0, status_msg: 'success' } }, undefined, undefined],
    [{ code: 500, msg: 'm', success: false }, 'm', undefined],
    [{ errorCode: 'Throttling', errorMessage: 'm' }, 'm', 'Throttling'],
    [{ errors: [{ message: 'm' }, 'n'] }, 'm; n', undefined],
    [{ error: { code: 400, message: 'm', status: 'INVALID_ARGUMENT' } }, 'm', 'INVALID_ARGUMENT'],
    [{}, undefined, undefined],
  ];
  for (const [value, message, code] of cases) {
    it(JSON.stringify(value), () => {
      const read = readErrorValue(value);
      assert.deepEqual([read?.message, read?.code], [message, code]);
    });
  }

  it('is not upset by anything', () => {
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 300, max: 599 }), (text, status) => {
        const error = refusalError({ status, headers: {}, text });
        assert.ok(error.message.length > 0 && error.message.length < 700);
        assert.ok(error.status >= 400 && error.status <= 599 && error.status !== 426);
      }),
    );
  });
});
