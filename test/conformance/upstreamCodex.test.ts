import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CodexHome } from '../support/gateway/codexHome';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway/gatewayProcess';
import { codexScript } from '../support/gateway/peers';
import type { ModelAnswer } from '../support/upstreams/answers';
import { serverKinds, type ServerKindName } from '../support/upstreams/servers';
import { json, StandIn, type Asked, type Reply } from '../support/upstreams/standIn';

const file = 'answer.mjs';
const code = 'export const answer = 42;';

/** Plays a model that writes a file, looks at it, and says so. */
function coder({ body }: Asked): ModelAnswer {
  const said = JSON.stringify(body['messages'] ?? body['input'] ?? '');
  const command = (id: string, cmd: string): ModelAnswer => ({
    thoughts: ['The file first.'],
    tokens: ['Working', '.'],
    calls: [{ id, name: 'exec_command', arguments: JSON.stringify({ cmd }) }],
  });
  if (!said.includes('call_write')) return command('call_write', `printf '%s\\n' '${code}' > ${file}`);
  if (!said.includes('call_check')) return command('call_check', `node --check ${file} && cat ${file}`);
  return { tokens: said.includes(code) ? ['The answer ', 'is written.'] : ['It is not there.'] };
}

/** The real Codex command line does a coding task, with a server behind the gateway that only speaks HTTP. */
describe('Codex through the gateway to an upstream', function () {
  this.timeout(120_000);
  let standIn: StandIn;
  let gateway: GatewayProcess;
  let codex: CodexHome;

  before(async function () {
    this.timeout(300_000);
    await codexScript();
  });
  afterEach(async () => {
    await codex.dispose();
    await gateway.dispose();
    await standIn.dispose();
  });

  const upstreams: readonly (readonly [ServerKindName, string])[] = [
    ['vllm', 'chat'],
    ['ollama', 'chat'],
    ['mistral', 'chat'],
    ['openai', 'responses'],
  ];
  for (const [name, api] of upstreams) {
    it(`${name}, by ${api}: writes a file, checks it, and says so`, async () => {
      const kind = serverKinds[name];
      standIn = await StandIn.start(asked => kind.reply(asked, coder(asked)));
      const key =
        kind.key === undefined ? [] : ['--upstream-key-env', 'UPSTREAM_KEY', '--upstream-server', name];
      gateway = await startGatewayProcess(
        ['--engine', 'upstream', '--upstream-url', standIn.origin, '--upstream-model', kind.model, ...key],
        { UPSTREAM_KEY: kind.key ?? '' },
      );
      codex = await CodexHome.create(gateway, kind.model);
      const output = await codex.exec('Write the answer into a module.');

      assert.match(output, /"agent_message","text":"The answer is written\."/);
      assert.match(output, /"turn\.completed"/);
      assert.equal(await readFile(path.join(codex.work, file), 'utf8'), `${code}\n`);
      // Warm-ups are no turns, and a request without the fields that were refused is still the same.
      const turns = standIn.posts.filter(({ body }) => body['max_tokens'] !== 1);
      const conversations = turns.map(({ body }) => JSON.stringify(body['messages'] ?? body['input']));
      assert.equal(new Set(conversations).size, 3);
      const path0 = api === 'chat' ? '/v1/chat/completions' : '/v1/responses';
      assert.deepEqual([...new Set(turns.map(asked => asked.path))], [path0]);
      if (api === 'chat') assertChat(turns.at(-1));
      assert.match(gateway.process.errors, new RegExp(`upstream found .*api=${api}`));
      assert.ok(!gateway.process.errors.includes(code), 'the log must not hold code');
    });
  }

  async function start(reply: (asked: Asked) => Reply): Promise<void> {
    standIn = await StandIn.start(reply);
    const upstream = ['--upstream-url', standIn.origin, '--upstream-model', vllm.model];
    gateway = await startGatewayProcess(['--engine', 'upstream', '--upstream-server', 'vllm', ...upstream]);
    codex = await CodexHome.create(gateway, vllm.model);
  }
  const vllm = serverKinds.vllm;
  const isWarmUp = ({ body }: Asked): boolean => body['max_tokens'] === 1;
  const answered = (asked: Asked): Reply => vllm.reply(asked, { tokens: ['Here ', 'it is.'] });

  const refusals: readonly Readonly<Record<string, string>>[] = [
    { 'retry-after': '1.5' },
    { 'retry-after-ms': '700' },
    { 'x-ratelimit-reset-requests': '1.2s' },
    {},
  ];
  for (const headers of refusals) {
    it(`waits and asks again when an upstream says 429 and ${JSON.stringify(headers)}`, async () => {
      let turns = 0;
      await start(asked => {
        if (asked.method !== 'POST' || isWarmUp(asked) || ++turns > 1) return answered(asked);
        return json({ error: { message: 'Slow down.', code: 'rate_limit_exceeded' } }, 429, headers);
      });
      const output = await codex.exec('Say where it is.');
      assert.match(output, /"agent_message","text":"Here it is\."/);
      assert.match(output, /"turn\.completed"/);
      assert.ok(turns >= 2);
    });
  }

  it('goes on over the same connection after a warm-up of which nothing comes back', async () => {
    await start(asked =>
      asked.method === 'POST' && isWarmUp(asked)
        ? { headers: { 'content-type': 'text/event-stream' }, steps: [{ do: 'hang' }] }
        : answered(asked),
    );
    const output = await codex.exec('Say where it is.');
    assert.match(output, /"turn\.completed"/);
    const opened = gateway.process.errors.match(/connection opened/g) ?? [];
    assert.equal(opened.length, 1);
    assert.match(gateway.process.errors, /response ended status=completed warmUp=true/);
  });

  /** The last request in full: one system message, then the turns, each call beside its result. */
  function assertChat(asked: Asked | undefined): void {
    const messages = asked?.body['messages'] as readonly { role: string; tool_call_id?: string }[];
    assert.deepEqual(
      messages.map(({ role }) => role),
      ['system', 'user', 'assistant', 'tool', 'assistant', 'tool'],
    );
    assert.deepEqual(
      messages.flatMap(({ tool_call_id }) => tool_call_id ?? []),
      ['call_write', 'call_check'],
    );
    const tools = asked?.body['tools'] as readonly { type: string; function: { name: string } }[];
    assert.ok(tools.some(tool => tool.function.name === 'exec_command'));
    assert.ok(tools.every(({ type }) => type === 'function'));
  }
});
