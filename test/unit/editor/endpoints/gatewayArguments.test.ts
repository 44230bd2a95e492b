import assert from 'node:assert/strict';
import {
  localGateway,
  replayGateway,
  upstreamGateway,
} from '../../../../src/editor/endpoints/gatewayArguments';
import { readCommandLine } from '../../../../src/gateway/cli/options';

const spec = {
  name: 'fast',
  endpoint: { kind: 'upstream', url: 'https://h/v1', origin: 'https://h' },
  model: 'm',
  headers: {},
  caFile: '',
} as const;

describe('upstreamGateway', () => {
  it('names what is known and leaves the rest to be found out', () => {
    assert.deepEqual(upstreamGateway(spec, undefined), {
      arguments: ['--engine', 'upstream', '--upstream-url=https://h/v1', '--upstream-model=m'],
      environment: {},
    });
    const bare = upstreamGateway({ ...spec, model: '' }, undefined);
    assert.deepEqual(bare.arguments, ['--engine', 'upstream', '--upstream-url=https://h/v1']);
  });

  it('hands key and headers over by environment, never by argument', () => {
    const start = upstreamGateway({ ...spec, headers: { 'x-tenant': 'secret-tenant' } }, 'sk-secret');
    assert.doesNotMatch(start.arguments.join(' '), /secret/);
    assert.deepEqual(start.environment, {
      CODEX_SPARK_UPSTREAM_KEY: 'sk-secret',
      CODEX_SPARK_UPSTREAM_HEADERS: '{"x-tenant":"secret-tenant"}',
    });
  });

  it('says it in words that the gateway reads as they were meant, whatever a model is called', () => {
    const full = {
      ...spec,
      model: '--host=0.0.0.0',
      api: 'chat',
      fim: 'qwen',
      server: 'vllm',
      warmUp: 'off',
      headers: { a: 'b' },
      caFile: '/my certificates/ca.pem',
    } as const;
    const line = readCommandLine(upstreamGateway(full, 'k').arguments, {});
    assert.ok(line.kind === 'run');
    const { options } = line;
    assert.equal(options.host, '127.0.0.1');
    assert.deepEqual(
      Object.entries(options).filter(([name]) => name.startsWith('upstream')),
      [
        ['upstreamUrl', 'https://h/v1'],
        ['upstreamModel', '--host=0.0.0.0'],
        ['upstreamApi', 'chat'],
        ['upstreamFim', 'qwen'],
        ['upstreamServer', 'vllm'],
        ['upstreamWarmUp', 'off'],
        ['upstreamCa', '/my certificates/ca.pem'],
        ['upstreamKeyEnv', 'CODEX_SPARK_UPSTREAM_KEY'],
        ['upstreamHeadersEnv', 'CODEX_SPARK_UPSTREAM_HEADERS'],
      ],
    );
  });
});

describe('localGateway', () => {
  it('may recall from a folder, where there is one', () => {
    assert.deepEqual(localGateway('/w').arguments, ['--engine', 'local', '--workspace', '/w']);
    assert.deepEqual(localGateway(undefined).arguments, ['--engine', 'local']);
    assert.deepEqual(localGateway('/w').environment, { MALLOC_MMAP_THRESHOLD_: '131072' });
  });
});

describe('replayGateway', () => {
  it('replays a file at a speed, as the command line takes it', () => {
    const { arguments: given, environment } = replayGateway({ file: '/a b.jsonl', tokensPerSecond: 1_000 });
    const line = readCommandLine(given, {});
    assert.ok(line.kind === 'run');
    const { engine, replay, tokensPerSecond } = line.options;
    assert.deepEqual(
      { engine, replay, tokensPerSecond },
      { engine: 'replay', replay: '/a b.jsonl', tokensPerSecond: 1_000 },
    );
    assert.deepEqual(environment, {});
  });
});
