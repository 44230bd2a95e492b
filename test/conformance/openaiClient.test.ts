import assert from 'node:assert/strict';
import { startReplayGateway, type GatewayProcess } from '../support/gateway/gatewayProcess';
import { OpenaiClient } from '../support/gateway/openaiClient';
import { modernNode, openaiFolder } from '../support/gateway/peers';

const longAnswer = Array.from({ length: 40 }, (_, n) => `This is line ${n} of a long answer.\n`).join('');

/** The client of the `openai` package, which others wrote for the real service, against our gateway. */
describe('openai client against the gateway', function () {
  this.timeout(60_000);
  let gateway: GatewayProcess;
  let client: OpenaiClient;

  before(async function () {
    this.timeout(300_000);
    await Promise.all([openaiFolder(), modernNode()]);
  });

  beforeEach(async () => {
    gateway = await startReplayGateway(
      [
        { match: 'long', answer: longAnswer },
        { match: 'turn round', answer: 'Turned round.' },
        { match: 'be busy', error: { status: 429, code: 'rate_limit_exceeded', message: 'Too busy.' } },
        {
          match: 'break',
          answer: 'Half of',
          error: { status: 500, code: 'server_error', message: 'Broken.' },
        },
        { match: 'use a tool', calls: [{ name: 'look', arguments: { at: 'it' } }] },
        { matchAny: 'remember 42', match: 'what was it', answer: 'It was 42.' },
        { answer: 'Hello there.' },
      ],
      ['--tokens-per-second', '400', '--first-token-ms', '5', '--max-lanes', '3', '--max-in-flight', '2'],
    );
    client = await OpenaiClient.start(gateway);
    client.do('open');
  });

  afterEach(async () => {
    await client.dispose();
    await gateway.dispose();
  });

  it('does a turn', async () => {
    await client.end(await client.create('hi'));
    const types = client.events.map(({ type }) => type.replace('response.', ''));
    assert.deepEqual(
      types.filter((type, index) => type !== types[index - 1]),
      [
        'created',
        'in_progress',
        'output_item.added',
        'content_part.added',
        'output_text.delta',
        'output_text.done',
        'content_part.done',
        'output_item.done',
        'completed',
      ],
    );
    assert.equal(client.events.map(({ delta }) => delta ?? '').join(''), 'Hello there.');
  });

  it('runs lanes side by side and one lane in order', async () => {
    const long = await client.create('something long', { stream_id: 'a' });
    const quick = await client.create('hi', { stream_id: 'b' });
    await client.end(quick);
    assert.ok(
      !client.events.some(({ type, response }) => type === 'response.completed' && response?.id === long),
    );
    client.send({ type: 'response.create', model: 'replay', input: 'next', stream_id: 'a' });
    await client.end(long);
    const next = await client.event(
      ({ type, response, stream_id }) =>
        type === 'response.created' && stream_id === 'a' && response?.id !== long,
    );
    await client.end(next.response?.id ?? '');
    const created = client.transcript('a').filter(line => / (created|completed) /.test(line));
    assert.deepEqual(
      created.map(line => line.split(' ')[2]),
      ['created', 'completed', 'created', 'completed'],
    );
  });

  it('chains, forks and warms up', async () => {
    const warm = await client.create('remember 42', { generate: false, stream_id: 'base' });
    const end = await client.end(warm);
    assert.equal(end.response?.output.length, 0);
    const fork = await client.create('what was it', { previous_response_id: warm, stream_id: 'x' });
    await client.end(fork);
    assert.match(client.transcript('x').join('\n'), /"It was 42\."/);
    const further = await client.create('and what was it', { previous_response_id: fork, stream_id: 'x' });
    const last = await client.end(further);
    assert.equal(last.response?.previous_response_id, fork);
    client.send({
      type: 'response.create',
      model: 'replay',
      input: 'x',
      previous_response_id: fork,
      stream_id: 'x',
    });
    const error = await client.event(({ type }) => type === 'error');
    assert.deepEqual([error.status, error.error?.code], [400, 'previous_response_not_found']);
  });

  it('steers: accepted, incomplete as steered, and an automatic successor', async () => {
    const id = await client.create('something long', { stream_id: 'edit' });
    await client.event(({ delta }) => delta !== undefined);
    client.send({ type: 'response.steer', previous_response_id: id, input: 'turn round' });
    const end = await client.end(id);
    assert.equal(end.response?.incomplete_details?.reason, 'steered');
    const successor = await client.event(
      ({ type, response }) => type === 'response.created' && response?.previous_response_id === id,
    );
    await client.end(successor.response?.id ?? '');
    const story = client.events
      .map(({ type }) => type)
      .filter(type => /created|steer|incomplete|completed/.test(type));
    assert.deepEqual(story, [
      'response.created',
      'response.steer.accepted',
      'response.incomplete',
      'response.created',
      'response.completed',
    ]);
    assert.match(client.transcript('edit').join('\n'), /"Turned round\."/);
  });

  it('is told when a steer comes too late, and gets the input back', async () => {
    const id = await client.create('hi');
    await client.end(id);
    client.send({ type: 'response.steer', previous_response_id: id, input: 'turn round' });
    const failure = await client.event(({ type }) => type === 'response.steer.failed');
    assert.equal(failure.error?.code, 'response_already_completed');
    assert.equal(failure.steer?.['input'], 'turn round');
  });

  it('makes a tool call turn', async () => {
    const id = await client.create('please use a tool');
    const end = await client.end(id);
    const call = end.response?.output[0];
    assert.deepEqual(
      [call?.type, call?.['name'], call?.['arguments']],
      ['function_call', 'look', '{"at":"it"}'],
    );
    client.send({
      type: 'response.create',
      model: 'replay',
      previous_response_id: id,
      input: [{ type: 'function_call_output', call_id: call?.['call_id'], output: 'seen' }],
    });
    await client.event(
      ({ type, response }) => type === 'response.completed' && response?.previous_response_id === id,
    );
  });

  it('sees every error with its status, and goes on after each', async () => {
    for (const [event, status, code] of [
      [{ type: 'response.create', input: 'be busy' }, 429, 'rate_limit_exceeded'],
      [{ type: 'response.create', input: 'x', stream_id: 'not legal' }, 400, 'invalid_stream_id'],
      [{ type: 'response.create' }, 400, 'missing_required_parameter'],
      [{ type: 'response.unheard_of' }, 400, 'unknown_event'],
    ] as const) {
      const before = client.events.length;
      client.send(event);
      const error = await client.event(({ type }) => type === 'error', before);
      assert.deepEqual([error.status, error.error?.code], [status, code]);
    }
    for (const lane of ['a', 'b', 'c']) await client.end(await client.create('hi', { stream_id: lane }));
    client.send({ type: 'response.create', input: 'hi', stream_id: 'd' });
    const limit = await client.event(({ type, stream_id }) => type === 'error' && stream_id === 'd');
    assert.equal(limit.error?.code, 'websocket_stream_limit_reached');
    const broken = await client.create('break');
    const end = await client.event(({ type }) => type === 'response.failed');
    assert.equal(end.response?.id, broken);
    assert.equal(end.response?.error?.code, 'server_error');
    await client.end(await client.create('hi'));
  });

  it('works over HTTP: models, JSON, server-sent events', async () => {
    client.do('models');
    assert.deepEqual((await client.fact('models')).ids, ['replay']);
    client.do('create', { body: { model: 'replay', input: 'hi' } });
    assert.equal((await client.fact('response')).text, 'Hello there.');
    client.do('create', { body: { model: 'replay', input: 'hi', stream: true } });
    await client.fact('stream-end');
    assert.equal(client.events.at(-1)?.type, 'response.completed');
    client.do('create', { body: { model: 'replay', input: 'be busy', stream: true } });
    const failure = await client.fact('failure');
    assert.deepEqual([failure.status, failure.code], [429, 'rate_limit_exceeded']);
  });

  it('is told over HTTP by the status that an answer broke off, also when there was half of it', async () => {
    client.do('create', { body: { model: 'replay', input: 'break' } });
    const failure = await client.fact('failure');
    assert.deepEqual([failure.status, failure.code], [500, 'server_error']);
  });

  it('is refused with a wrong key, over both transports', async () => {
    const stranger = await OpenaiClient.start(gateway, 'wrong-key');
    try {
      stranger.do('open');
      assert.match((await stranger.fact('error')).message, /401/);
      stranger.do('create', { body: { model: 'replay', input: 'hi' } });
      const failure = await stranger.fact('failure');
      assert.deepEqual([failure.status, failure.code], [401, 'invalid_api_key']);
    } finally {
      await stranger.dispose();
    }
  });
});
