import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readCommandLine, type GatewayOptions } from '../../../../src/gateway/cli/options';
import { UsageError } from '../../../../src/engines/usageError';

function read(args: string, environment: Readonly<Record<string, string>> = {}): GatewayOptions {
  const line = readCommandLine(args === '' ? [] : args.split(' '), environment);
  assert.equal(line.kind, 'run');
  if (line.kind !== 'run') throw new Error('unreachable');
  return line.options;
}

describe('readCommandLine', () => {
  it('has a default for everything', () => {
    assert.deepEqual(read(''), {
      host: '127.0.0.1',
      port: 0,
      engine: 'local',
      token: undefined,
      maxInFlight: 16,
      maxLanes: 32,
      maxConnectionMinutes: 60,
      allowHost: [],
      maxTotalInFlight: 256,
      maxConnections: 1_000,
      drainSeconds: 5,
      exitWithParent: false,
    });
  });

  it('reads every option', () => {
    const options = read(
      '--host ::1 --port 8080 --engine replay --replay a.jsonl --token t0k --tokens-per-second 1200.5 ' +
        '--first-token-ms 20 --max-in-flight 4 --max-lanes 8 --max-connection-minutes 0.5 ' +
        '--allow-host a.example --allow-host b.example --exit-with-parent --workspace /tmp/w ' +
        '--requests-per-minute 600 --max-in-flight-per-token 12 --max-total-in-flight 99 --max-connections 50 ' +
        '--drain-seconds 0.5 --tls-cert c.pem --tls-key k.pem',
    );
    assert.deepEqual(options, {
      host: '::1',
      port: 8080,
      engine: 'replay',
      replay: 'a.jsonl',
      token: 't0k',
      tokensPerSecond: 1200.5,
      firstTokenMs: 20,
      maxInFlight: 4,
      maxLanes: 8,
      maxConnectionMinutes: 0.5,
      allowHost: ['a.example', 'b.example'],
      exitWithParent: true,
      workspace: '/tmp/w',
      requestsPerMinute: 600,
      maxInFlightPerToken: 12,
      maxTotalInFlight: 99,
      maxConnections: 50,
      drainSeconds: 0.5,
      tlsCert: 'c.pem',
      tlsKey: 'k.pem',
    });
    const served = read('--host 0.0.0.0 --tls-cert c.pem --tls-key k.pem --tokens tokens.json');
    assert.equal(served.tokens, 'tokens.json');
    const upstream = read(
      '--engine upstream --upstream-url http://127.0.0.1:8000/v1 --upstream-model m --upstream-key-env K --upstream-api chat --upstream-headers-env H',
    );
    assert.equal(upstream.upstreamApi, 'chat');
    assert.equal(upstream.upstreamHeadersEnv, 'H');
    const several = read('--config upstreams.json');
    assert.deepEqual([several.engine, several.config], ['upstream', 'upstreams.json']);
  });

  it('takes the token of the environment, unless an argument says otherwise', () => {
    assert.equal(read('', { CODEX_SPARK_TOKEN: 'from-env' }).token, 'from-env');
    assert.equal(read('--token arg', { CODEX_SPARK_TOKEN: 'from-env' }).token, 'arg');
  });

  it('reads where it is to say that it is there', () => {
    const token = 'x'.repeat(32);
    assert.equal(read('--exit-with-parent --share a.json', { CODEX_SPARK_TOKEN: token }).share, 'a.json');
    assert.equal(read('--exit-with-parent --share a.json').token, undefined);
  });

  const refused: readonly [string, RegExp][] = [
    ['--port 70000', /--port.*number from 0 to 65535/],
    ['--port -1', /--port/],
    ['--port 1.5', /--port.*whole number/],
    ['--port abc', /--port.*whole number/],
    ['--engine magic', /--engine.*local, upstream, replay/],
    ['--engine replay', /needs --replay FILE/],
    ['--replay x.jsonl', /for --engine replay/],
    ['--upstream-model m', /for --engine upstream/],
    ['--engine upstream --upstream-url ftp://x', /http:\/\/ or https:\/\//],
    ['--engine upstream --upstream-api telepathy', /--upstream-api/],
    ['--engine upstream', /needs --upstream-url URL or --config FILE/],
    [
      '--config u.json --upstream-url http://x',
      /by --config FILE or one of them by --upstream-…, not by both/,
    ],
    ['--config u.json --engine local', /--config FILE is for --engine upstream/],
    ['--config u.json --engine replay --replay x', /--config FILE is for --engine upstream/],
    ['--engine upstream --upstream-url http://x --upstream-fim magic', /--upstream-fim.*qwen/],
    ['--engine upstream --upstream-url http://x --upstream-server magic', /--upstream-server.*vllm/],
    ['--engine upstream --upstream-url http://x --upstream-idle-ms 0', /--upstream-idle-ms.*from 1/],
    ['--engine upstream --upstream-url http://x --upstream-key-env A --upstream-key-file b', /not by both/],
    ['--tokens-per-second 0', /--tokens-per-second.*from 0\.1/],
    ['--tokens-per-second NaN', /--tokens-per-second/],
    ['--first-token-ms -5', /--first-token-ms/],
    ['--max-in-flight 0', /--max-in-flight.*from 1/],
    ['--max-lanes 1e9', /--max-lanes/],
    ['--max-connection-minutes 0', /--max-connection-minutes.*from 0\.01/],
    ['--token zwölf', /token must be.*ASCII/],
    ['--host 0.0.0.0', /other machines.*--tls-cert, --tls-key and --tokens/],
    ['--host 10.0.0.5 --tls-cert c --tls-key k', /other machines/],
    ['--host 10.0.0.5 --tokens t.json', /other machines/],
    ['--tls-cert c.pem', /belong together/],
    ['--share a.json', /--share FILE is for a gateway with --exit-with-parent/],
    ['--share a.json --exit-with-parent --workers 2', /without --workers/],
    ['--share a.json --exit-with-parent --tokens t.json', /without --workers, --tokens/],
    ['--share a.json --exit-with-parent --tls-cert c --tls-key k', /and --tls-cert/],
    ['--share a.json --exit-with-parent --token short', /needs a token of 32 characters/],
    ['--tokens t.json --token abc', /not both/],
    ['--drain-seconds -1', /--drain-seconds/],
    ['--max-total-in-flight 0', /--max-total-in-flight.*from 1/],
    ['--nonsense', /unknown option '--nonsense'/],
    ['stray', /too many arguments/],
    ['--port', /argument missing/],
  ];
  for (const [args, expected] of refused) {
    it(`refuses ${args}`, () => {
      assert.throws(
        () => read(args),
        (error: unknown) => error instanceof UsageError && expected.test(error.message),
      );
    });
  }

  it('tells its version, which is that of the package', () => {
    const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8')) as never;
    assert.deepEqual(readCommandLine(['--version'], {}), { kind: 'text', text: `${version}\n` });
  });

  it('explains itself', () => {
    const line = readCommandLine(['--help'], {});
    assert.ok(line.kind === 'text' && line.text.includes('--max-connection-minutes'));
  });
});
