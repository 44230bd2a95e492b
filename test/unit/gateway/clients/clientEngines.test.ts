import assert from 'node:assert/strict';
import type { Client } from '../../../../src/gateway/clients/client';
import { clientEngines } from '../../../../src/gateway/clients/clientEngines';
import {
  EngineError,
  type Engine,
  type EngineEvent,
  type EngineRequest,
} from '../../../../src/engines/engine';
import { DrivenEngine } from '../../../support/gateway/drivenEngine';
import { ManualClock } from '../../../support/manualClock';

const request = (text: string): EngineRequest => ({
  model: 'model-a',
  instructions: '',
  input: [{ type: 'message', role: 'user', content: text }],
  maxOutputTokens: undefined,
});
const client = (name: string, limits: Partial<Client> = {}): Client => ({
  name,
  requestsPerMinute: undefined,
  maxInFlight: undefined,
  ...limits,
});
const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

function setUp(maxTotalInFlight = 4) {
  const engine = new DrivenEngine();
  const clock = new ManualClock();
  const limits = { maxTotalInFlight, maxWaitingPerClient: 10 };
  return { engine, clock, ...clientEngines({ engine, limits, clock, connections: () => 3 }) };
}

/** Reads an answer up to its `end`, as the gateway does; what came, or the error. */
async function read(engine: Engine, text: string, signal = new AbortController().signal) {
  const events: EngineEvent[] = [];
  try {
    for await (const event of engine.generate(request(text), signal)) {
      events.push(event);
      if (event.kind === 'end') break;
    }
    return events;
  } catch (error) {
    return error;
  }
}

describe('clientEngines', () => {
  it('lets one client wait for its own answers and not for those of others', async () => {
    const { engine, engineFor } = setUp();
    const anna = engineFor(client('anna', { maxInFlight: 1 }), {});
    const answers = [read(anna, 'one'), read(anna, 'two'), read(engineFor(client('ben'), {}), 'three')];
    await settle();
    assert.equal(engine.answers.length, 2);
    engine.answerTo('one').end();
    await answers[0];
    await settle();
    engine.answerTo('two').end();
    engine.answerTo('three').end();
    assert.equal((await Promise.all(answers)).length, 3);
  });

  it('reaches the engine in the same tick where a slot is free', () => {
    const { engine, engineFor } = setUp(1);
    for (const name of ['anna', 'ben']) void read(engineFor(client(name), {}), name);
    assert.equal(engine.answers.length, 1);
  });

  it('gives the slot back when the engine fails and when the reader leaves', async () => {
    const { engine, engineFor, metrics } = setUp(1);
    const shared = engineFor(client('anna'), {});
    const failing = read(shared, 'one');
    await settle();
    engine.answerTo('one').fail(new EngineError(502, 'upstream_error', 'gone'));
    assert.ok((await failing) instanceof EngineError);
    const abort = new AbortController();
    const left = read(shared, 'two', abort.signal);
    await settle();
    abort.abort(new Error('left'));
    await left;
    const last = read(shared, 'three');
    await settle();
    engine.answerTo('three').end();
    await last;
    const text = await metrics.text();
    assert.match(text, /codex_spark_responses_total\{client="anna",outcome="failed"\} 1/);
    assert.match(text, /codex_spark_responses_total\{client="anna",outcome="stopped"\} 1/);
    assert.match(text, /codex_spark_responses_total\{client="anna",outcome="completed"\} 1/);
    assert.match(text, /codex_spark_in_flight 0/);
  });

  it('refuses above the rate of a token with the time to wait, over all its connections', async () => {
    const { engine, engineFor, clock } = setUp();
    const anna = client('anna', { requestsPerMinute: 2 });
    for (const text of ['one', 'two']) {
      const answer = read(engineFor(anna, {}), text);
      await settle();
      engine.answerTo(text).end();
      await answer;
    }
    const refused = await read(engineFor(anna, {}), 'three');
    assert.ok(refused instanceof EngineError);
    assert.deepEqual(
      [refused.status, refused.code, refused.headers],
      [429, 'rate_limit_exceeded', { 'retry-after': '30' }],
    );
    clock.tick(30_000);
    void read(engineFor(anna, {}), 'four');
    await settle();
    assert.equal(engine.answers.length, 3);
  });

  it('refuses above the budget of a day with the time until the next one, over all its connections', async () => {
    const { engine, engineFor } = setUp();
    const anna = client('anna', { tokensPerDay: 12, requestsPerDay: 3 });
    const first = read(engineFor(anna, {}), 'one');
    await settle();
    engine.answerTo('one').text('ab', 2);
    engine.answerTo('one').end();
    await first;
    const refusal = await read(engineFor(anna, {}), 'two');
    assert.ok(refusal instanceof EngineError);
    const { status, code, headers = {} } = refusal;
    assert.deepEqual([status, code], [429, 'rate_limit_exceeded']);
    assert.match(refusal.message, /used up its 12 tokens for today/);
    const seconds = Number(headers['retry-after']);
    assert.ok(seconds > 0 && seconds <= 24 * 3600);
    assert.deepEqual(headers, {
      'retry-after': String(seconds),
      'x-ratelimit-limit-tokens': '12',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-tokens': `${seconds}s`,
    });
    assert.equal(engine.answers.length, 1);
  });

  it('counts tokens, first tokens and waiting', async () => {
    const { engine, engineFor, metrics, clock } = setUp();
    const answer = read(engineFor(client('anna'), {}), 'one');
    await settle();
    clock.tick(50);
    engine.answerTo('one').text('hello', 7);
    await settle();
    engine.answerTo('one').end('max_output_tokens');
    await answer;
    const text = await metrics.text();
    for (const line of [
      'codex_spark_responses_total{client="anna",outcome="truncated"} 1',
      'codex_spark_tokens_total{client="anna",direction="input"} 10',
      'codex_spark_tokens_total{client="anna",direction="output"} 7',
      'codex_spark_first_token_seconds_sum 0.05',
      'codex_spark_queue_seconds_count 1',
      'codex_spark_connections 3',
    ]) {
      assert.ok(text.includes(`\n${line}\n`), `${line}\n${text}`);
    }
  });
});
