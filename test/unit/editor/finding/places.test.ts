import assert from 'node:assert/strict';
import fc from 'fast-check';
import { localPlaces } from '../../../../src/editor/finding/places';

const usual = [11434, 1234, 8080, 8012, 8081, 8000, 30000];

describe('localPlaces', () => {
  it('are the usual ports where nothing else is said', () => {
    assert.deepEqual(
      localPlaces({}, []).map(({ port }) => port),
      usual,
    );
  });

  const table: [variables: Record<string, string>, more: string][] = [
    [{ OLLAMA_HOST: '127.0.0.1:11500' }, 'ollama 11500'],
    [{ OLLAMA_HOST: 'localhost:11500' }, 'ollama 11500'],
    [{ OLLAMA_HOST: ':11500' }, 'ollama 11500'],
    [{ OLLAMA_HOST: 'http://localhost:11500/' }, 'ollama 11500'],
    [{ OLLAMA_HOST: '"127.0.0.1:11500"' }, 'ollama 11500'],
    [{ OLLAMA_HOST: '[::1]:11500' }, 'ollama 11500'],
    [{ OLLAMA_HOST: '0.0.0.0:11500' }, 'ollama 11500'],
    [{ OLLAMA_HOST: 'http://127.0.0.1' }, 'ollama 80'],
    [{ OLLAMA_HOST: '127.0.0.1:80' }, 'ollama 80'],
    [{ OLLAMA_HOST: '0.0.0.0' }, ''],
    [{ OLLAMA_HOST: '::' }, ''],
    [{ OLLAMA_HOST: '::1' }, ''],
    [{ OLLAMA_HOST: '10.0.0.8:11500' }, ''],
    [{ OLLAMA_HOST: 'models.corp:11500' }, ''],
    [{ OLLAMA_HOST: 'localhost.evil.example:11500' }, ''],
    [{ OLLAMA_HOST: 'https://localhost:11500' }, ''],
    [{ OLLAMA_HOST: '127.0.0.1:99999' }, ''],
    [{ OLLAMA_HOST: ' ' }, ''],
    [{ LLAMA_ARG_PORT: '9090' }, 'llama.cpp 9090'],
    [{ LLAMA_ARG_PORT: '9090', LLAMA_ARG_HOST: '127.0.0.1' }, 'llama.cpp 9090'],
    [{ LLAMA_ARG_PORT: '9090', LLAMA_ARG_HOST: '0.0.0.0' }, 'llama.cpp 9090'],
    [{ LLAMA_ARG_PORT: '9090', LLAMA_ARG_HOST: '192.168.0.3' }, ''],
    [{ LLAMA_ARG_PORT: '9090abc' }, ''],
    [{ LM_STUDIO_API_BASE: 'http://localhost:4321/v1' }, 'lmstudio 4321'],
    [{ HOSTED_VLLM_API_BASE: 'http://localhost:8001/v1' }, 'vllm 8001'],
    [{ OPENAI_BASE_URL: 'http://localhost:5000/v1' }, 'any 5000'],
    [{ OPENAI_BASE_URL: 'https://api.openai.com/v1' }, ''],
  ];
  for (const [variables, more] of table) {
    it(`with ${JSON.stringify(variables)} ${more === '' ? 'are the usual ones' : `has ${more}`}`, () => {
      const places = localPlaces(variables, []);
      const others = places.filter(({ port }) => !usual.includes(port));
      assert.equal(others.map(({ port, server }) => `${server ?? 'any'} ${port}`).join(), more);
      assert.equal(places.length, usual.length + others.length);
    });
  }

  it('expects what the environment names rather than what is usual at a port', () => {
    const places = localPlaces({ OLLAMA_HOST: '127.0.0.1:8080' }, [8080]);
    assert.deepEqual(
      places.filter(({ port }) => port === 8080),
      [{ port: 8080, server: 'ollama' }],
    );
  });

  it('takes the ports a person named, if they are ports', () => {
    const places = localPlaces({}, [9000, '9001', 0, 70000, 1.5, null, 9000, 8000]);
    assert.deepEqual(places.slice(0, 2), [
      { port: 9000, server: undefined },
      { port: 8000, server: 'vllm' },
    ]);
    assert.equal(places.length, usual.length + 1);
  });

  it('never takes more of them than can be looked at, and each once, whatever is said', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('OLLAMA_HOST', 'LLAMA_ARG_PORT', 'LLAMA_ARG_HOST', 'OPENAI_BASE_URL', 'PATH'),
          fc.oneof(fc.string(), fc.webUrl(), fc.ipV4(), fc.ipV6(), fc.nat().map(String)),
        ),
        fc.array(fc.anything()),
        (environment, ports) => {
          const places = localPlaces(environment, ports);
          const all = places.map(({ port }) => port);
          assert.equal(new Set(all).size, all.length);
          assert.ok(all.length <= usual.length + 16 + 6);
          assert.ok(all.every(port => Number.isInteger(port) && port > 0 && port < 65_536));
        },
      ),
    );
  });
});
