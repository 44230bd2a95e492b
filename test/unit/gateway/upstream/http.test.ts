import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readServerAddress } from '../../../../src/common/serverAddress';
import { refusalError } from '../../../../src/gateway/engines/upstream/http/failures';
import { readErrorValue } from '../../../../src/protocol/saidError';
import { proxySettings } from '../../../../src/gateway/engines/upstream/http/proxy';

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

  it('keeps a query for every path', () => {
    assert.equal(readServerAddress('https://h/openai/v1?api-version=preview').query, '?api-version=preview');
  });
});

describe('proxySettings', () => {
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
    it(`${url} with ${JSON.stringify(environment)}`, () =>
      assert.equal(proxySettings(url, environment).proxy, proxy));
  }

  it('never goes through a proxy to loopback', () => {
    assert.equal(proxySettings('http://a', { NO_PROXY: 'x' }).noProxy, 'x,localhost,127.0.0.1,[::1]');
  });
});

describe('readErrorValue', () => {
  const cases: readonly (readonly [unknown, string, string | undefined])[] = [
    [{ error: { message: 'm', type: 't', code: 'c' } }, 'm', 'c'],
    [{ error: { message: 'm', type: 'server_error', code: 503 } }, 'm', 'server_error'],
    [{ error: 'm' }, 'm', undefined],
    [{ object: 'error', message: 'm', type: 'BadRequestError', code: 400 }, 'm', 'BadRequestError'],
    [{ message: 'm', type: 't', param: 'p', code: 'wrong_api_key' }, 'm', 'wrong_api_key'],
    [{ code: 'Some sentence', error: 'm' }, 'm', undefined],
    [{ detail: 'm' }, 'm', undefined],
    [{ detail: [{ loc: ['body', 'x'], msg: 'Field required' }] }, 'body.x: Field required', undefined],
    [{ message: { detail: [{ loc: ['body', 'x'], msg: 'Extra' }] }, type: 't' }, 'body.x: Extra', 't'],
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
