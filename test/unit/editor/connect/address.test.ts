import assert from 'node:assert/strict';
import { checkAddress, freeName, isOpenRoad } from '../../../../src/editor/connect/address';
import { presets } from '../../../../src/editor/connect/presets';

describe('checkAddress', () => {
  const fine: [typed: string, url: string][] = [
    ['http://127.0.0.1:8000/v1', 'http://127.0.0.1:8000/v1'],
    ['  https://api.cerebras.ai/v1/ ', 'https://api.cerebras.ai/v1'],
    ['wss://api.openai.com/v1', 'wss://api.openai.com/v1/responses'],
    ['127.0.0.1:11434', 'http://127.0.0.1:11434'],
    ['localhost:8000/v1', 'http://localhost:8000/v1'],
    ['localhost', 'http://localhost'],
    ['models.corp.example/v1', 'https://models.corp.example/v1'],
  ];
  for (const [typed, url] of fine) {
    it(`${typed.trim()} is ${url}`, () => {
      const check = checkAddress(typed);
      assert.ok(check.kind === 'fine');
      assert.equal(check.endpoint.url, url);
    });
  }

  const wrong: [typed: string, placeholder: string | undefined, message: RegExp][] = [
    ['', undefined, /Type the address/],
    ['local', undefined, /entry of its own/],
    ['nonsense', undefined, /This is not an address/],
    ['ftp://h', undefined, /must begin with/],
    ['https://me:secret@h/v1', undefined, /must not contain a user name or key/],
    ['https://RESOURCE.openai.azure.com', 'RESOURCE', /Replace RESOURCE/],
  ];
  for (const [typed, placeholder, message] of wrong) {
    it(`${typed || 'nothing'} is refused`, () => {
      const check = checkAddress(typed, placeholder);
      assert.ok(check.kind === 'wrong');
      assert.match(check.message, message);
      assert.doesNotMatch(check.message, /secret/);
    });
  }
});

describe('presets', () => {
  it('are addresses that work as they are, except for what a user has to fill in', () => {
    for (const { name, url, placeholder } of presets) {
      const filled = placeholder === undefined ? url : url.replace(placeholder, 'mine');
      assert.equal(checkAddress(filled, placeholder).kind, 'fine', name);
      if (placeholder !== undefined) assert.equal(checkAddress(url, placeholder).kind, 'wrong', name);
    }
  });

  it('have names that endpoints can have, no two the same', () => {
    const names = presets.map(({ name, url }) => freeName(name, { url }, []));
    assert.deepEqual(
      names,
      presets.map(({ name }) => name),
    );
    assert.equal(new Set(names).size, names.length);
  });

  it("ask for a key where the server is not on a machine of one's own", () => {
    for (const { name, url, key } of presets)
      assert.equal(key, url.includes('127.0.0.1') ? 'optional' : 'required', name);
  });
});

describe('isOpenRoad', () => {
  const table: [url: string, open: boolean][] = [
    ['https://h/v1', false],
    ['wss://h/v1', false],
    ['http://h/v1', true],
    ['ws://10.0.0.7/v1', true],
    ['http://127.0.0.1:8000', false],
    ['http://localhost:8000', false],
    ['http://[::1]:8000', false],
    ['http://localhost.evil.example', true],
  ];
  for (const [url, open] of table) it(url, () => assert.equal(isOpenRoad({ url }), open));
});

describe('freeName', () => {
  const table: [wish: string, url: string, taken: readonly string[], name: string][] = [
    ['vLLM', 'http://h', [], 'vLLM'],
    ['vLLM', 'http://h', ['vLLM', 'vLLM 2'], 'vLLM 3'],
    ['', 'http://models.corp:8000/v1', [], 'models.corp'],
    ['', 'http://[::1]:8000', [], '1'],
    ['local', 'http://local/v1', [], 'server'],
  ];
  for (const [wish, url, taken, name] of table)
    it(name, () => assert.equal(freeName(wish, { url }, taken), name));
});
