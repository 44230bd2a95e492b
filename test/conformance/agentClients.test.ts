import assert from 'node:assert/strict';
import path from 'node:path';
import { startReplayGateway, type GatewayProcess } from '../support/gateway/gatewayProcess';
import { LineProcess } from '../support/gateway/lineProcess';
import { agentsFolder, modernNode, piFolder } from '../support/gateway/peers';

/** Packages with which people build agents, against our gateway. */
describe('packages for agents against the gateway', function () {
  this.timeout(60_000);
  let gateway: GatewayProcess;

  before(async function () {
    this.timeout(300_000);
    await Promise.all([agentsFolder(), piFolder(), modernNode()]);
  });
  beforeEach(async () => {
    gateway = await startReplayGateway([
      { matchAny: 'remember 42', match: 'what was it', answer: 'It was 42.' },
      { match: 'the tool has seen it', answer: 'The tool has spoken.' },
      { match: 'use a tool', calls: [{ name: 'look', arguments: { at: 'it' } }] },
      {
        match: 'too much',
        error: { status: 400, code: 'context_length_exceeded', message: 'The context is too long.' },
      },
      { match: 'break', answer: 'Half of', error: { status: 500, code: 'server_error', message: 'Broken.' } },
      { answer: 'Hello there.' },
    ]);
  });
  afterEach(() => gateway.dispose());

  /** Everything that a driver says. */
  async function said(driver: string, ...args: readonly string[]): Promise<unknown[]> {
    const script = path.resolve('test/support/gateway', driver);
    const process = new LineProcess(await modernNode(), [script, ...args], globalThis.process.env);
    assert.equal(await process.exited, 0, process.errors);
    return process.lines.map(line => JSON.parse(line) as unknown);
  }

  for (const [transport, chained] of [
    ['websocket', { what: 'chained', text: 'It was 42.' }],
    // What went over HTTP is not kept; the gateway says so.
    ['http', undefined],
  ] as const) {
    it(`@openai/agents over ${transport}: a tool, a stream, a turn that continues another`, async () => {
      const folder = await agentsFolder();
      const facts = await said('agentsDriver.mjs', folder, gateway.http, gateway.token, transport);
      assert.deepEqual(facts.slice(0, 2), [
        { what: 'tool', text: 'The tool has spoken.' },
        { what: 'streamed', text: 'Hello there.', whole: 'Hello there.' },
      ]);
      if (chained) assert.deepEqual(facts[2], chained);
      else assert.match(JSON.stringify(facts[2]), /Previous response with id .* not found/);
      const connections = gateway.process.errors.match(/connection opened/g) ?? [];
      assert.equal(connections.length, transport === 'websocket' ? 1 : 0);
    });
  }

  it('pi-ai over Responses and chat/completions: a tool, the answer, and errors that it knows', async () => {
    const facts = await said('piDriver.mjs', await piFolder(), gateway.http, gateway.token);
    const events = ['start', 'toolcall_start', 'toolcall_delta', 'toolcall_end', 'done'];
    const each = [
      { what: 'call', events, stop: 'toolUse' },
      { what: 'answer', text: 'The tool has spoken.', stop: 'stop' },
      { what: 'too long', stop: 'error', known: true },
      { what: 'broken', text: 'Half of', stop: 'error' },
    ];
    assert.deepEqual(facts, [...each, ...each]);
  });
});
