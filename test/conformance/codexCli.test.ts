import assert from 'node:assert/strict';
import * as v from 'valibot';
import { CodexHome } from '../support/gateway/codexHome';
import { CodexServer } from '../support/gateway/codexServer';
import { startReplayGateway, type GatewayProcess } from '../support/gateway/gatewayProcess';
import { codexScript } from '../support/gateway/peers';

const started = v.object({ thread: v.object({ id: v.string() }) });
const turning = v.object({ turn: v.object({ id: v.string() }) });
const turned = v.object({ turn: v.object({ id: v.string(), status: v.string() }) });

/** The real Codex command line, as people install it, with our gateway as its model provider. */
describe('Codex against the gateway', function () {
  this.timeout(120_000);
  let gateway: GatewayProcess;
  let codex: CodexHome;

  before(async function () {
    this.timeout(300_000);
    await codexScript();
  });

  async function start(entries: readonly Readonly<Record<string, unknown>>[], ...args: readonly string[]) {
    gateway = await startReplayGateway(entries, args);
    codex = await CodexHome.create(gateway, 'replay');
  }

  /** How often something was logged by the gateway. */
  const logged = (what: RegExp): number =>
    gateway.process.errors.split('\n').filter(line => what.test(line)).length;

  afterEach(async () => {
    await codex.dispose();
    await gateway.dispose();
  });

  it('does a full turn over one WebSocket: warm-up, then a turn chained to it', async () => {
    await start([{ match: 'Say hello', answer: 'Hello from the gateway.' }]);
    const output = await codex.exec('Say hello');
    assert.match(output, /"agent_message","text":"Hello from the gateway\."/);
    assert.match(output, /"turn\.completed"/);
    assert.equal(logged(/connection opened/), 1);
    assert.equal(logged(/response ended status=completed warmUp=true/), 1);
    assert.equal(logged(/response ended status=completed warmUp=false chained=true/), 1);
  });

  it('does a turn with a tool call: the call, its result, the answer', async () => {
    await start([
      { match: 'from-the-tool', answer: 'The tool has spoken.' },
      {
        match: 'Run the tool',
        answer: 'Running it.',
        calls: [{ name: 'exec_command', arguments: { cmd: 'echo from-the-tool' } }],
      },
    ]);
    // The result of the tool is what the second answer is matched by, and the first entry that matches wins, so
    // the prompt must not hold the words itself.
    const output = await codex.exec('Run the tool');
    assert.match(output, /"command_execution".*from-the-tool/);
    assert.match(output, /"agent_message","text":"The tool has spoken\."/);
    assert.match(output, /"turn\.completed"/);
    assert.equal(logged(/connection opened/), 1);
    assert.equal(logged(/warmUp=false chained=true/), 2);
  });

  it('is interrupted in the middle of an answer, and does the next turn', async () => {
    await start(
      [{ match: 'Say hello', answer: 'Hello again.' }, { answer: 'A word and another. '.repeat(2_000) }],
      '--tokens-per-second',
      '100',
    );
    const server = new CodexServer(codex.run('app-server'));
    await server.request('initialize', {
      clientInfo: { name: 'conformance', title: null, version: '1.0.0' },
    });
    server.notify('initialized');
    const { thread } = v.parse(started, await server.request('thread/start', {}));
    const text = (words: string) => [{ type: 'text', text: words, text_elements: [] }];

    const first = { threadId: thread.id, input: text('Talk for long') };
    const { turn } = v.parse(turning, await server.request('turn/start', first));
    await server.notification('item/agentMessage/delta');
    await server.request('turn/interrupt', { threadId: thread.id, turnId: turn.id });
    const end = await server.notification('turn/completed');
    assert.deepEqual(v.parse(turned, end.params).turn, { id: turn.id, status: 'interrupted' });
    await gateway.process.until(() => (logged(/response ended status=cancelled/) === 1 ? true : undefined));

    assert.equal(
      logged(/connection closed .*code=1006/),
      1,
      'the connection is dropped without a close frame',
    );

    const before = server.messages.length;
    await server.request('turn/start', { threadId: thread.id, input: text('Say hello') });
    const next = await server.notification('turn/completed', before);
    assert.equal(v.parse(turned, next.params).turn.status, 'completed');
    assert.ok(
      server.messages.slice(before).some(received => JSON.stringify(received).includes('Hello again.')),
    );
  });
});
