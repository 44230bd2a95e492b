import assert from 'node:assert/strict';
import { Attempt, Lessons } from '../../../../src/engines/upstream/lessons';
import { writeForm } from '../../../../src/protocol/promptForms';
import { hello, helloText } from '../../../support/upstreams/answers';
import { ManualClock } from '../../../support/manualClock';
import { serverKinds } from '../../../support/upstreams/servers';
import { json, type Asked, type Reply } from '../../../support/upstreams/standIn';
import { ask, startRig, type UpstreamRig } from '../../../support/upstreams/upstreamRig';
import { systemClock } from '../../../../src/common/systemClock';

const halfAnHour = 30 * 60_000;

describe('Lessons', () => {
  it('are about one model each, and hold for half an hour', () => {
    const clock = new ManualClock();
    const lessons = new Lessons(clock);
    lessons.of('a').learn('x');
    assert.ok(lessons.of('a').has('x'));
    assert.ok(!lessons.of('b').has('x') && !lessons.of('a').has('y'));
    clock.tick(halfAnHour - 1);
    assert.ok(lessons.of('a').has('x'));
    clock.tick(1);
    assert.ok(!lessons.of('a').has('x'));
  });

  it('are bounded in number; the oldest go first', () => {
    const lessons = new Lessons(new ManualClock());
    for (let n = 0; n <= 1_000; n++) lessons.of('m').learn(String(n));
    assert.deepEqual([lessons.of('m').has('0'), lessons.of('m').has('1')], [false, true]);
  });

  it('are only learnt from an attempt that came to something, and only what is to last', () => {
    const lessons = new Lessons(new ManualClock());
    const attempt = new Attempt(lessons.of('m'));
    attempt.try({ lessons: ['a'], lasting: true });
    attempt.try({ lessons: ['b'], lasting: false });
    assert.ok(attempt.has('a') && attempt.has('b') && !lessons.of('m').has('a'));
    assert.ok(attempt.answered());
    assert.deepEqual([lessons.of('m').has('a'), lessons.of('m').has('b')], [true, false]);
  });
});

describe('What an upstream refuses', function () {
  this.timeout(30_000);
  let rig: UpstreamRig;
  afterEach(() => rig.dispose());

  /** The machine's clock, which can be put forward. */
  const movable = () => {
    let ahead = 0;
    return {
      now: () => systemClock.now() + ahead,
      setTimeout: systemClock.setTimeout.bind(systemClock),
      forward: (ms: number) => (ahead += ms),
    };
  };
  const answer = { choices: [{ index: 0, message: { content: 'Hello' }, finish_reason: 'stop' }] };
  const refusal = (message: string, status = 400): Reply => json({ error: { message } }, status);
  const start = async (reply: (asked: Asked) => Reply, clock = movable()): Promise<typeof clock> => {
    const models = json({ data: ['a', 'b'].map(id => ({ id })) });
    rig = await startRig(
      asked => (asked.method === 'POST' ? reply(asked) : models),
      { model: 'a', api: 'chat', server: 'vllm' },
      clock,
    );
    return clock;
  };
  const lastBody = (): Asked['body'] => rig.standIn.posts.at(-1)?.body ?? {};
  const body = { input: 'Hi', reasoning: { effort: 'low' }, temperature: 0.5 };

  it('by one model is sent to another, and to the same one again after half an hour', async () => {
    const clock = await start(({ body: { model, reasoning_effort } }) =>
      model === 'a' && reasoning_effort !== undefined
        ? refusal('"a" does not support thinking')
        : json(answer),
    );
    for (const [model, posts, sent] of [
      ['a', 2, false],
      ['a', 3, false],
      ['b', 4, true],
      ['a', 5, false],
    ] as const) {
      assert.equal((await ask(rig, { ...body, model })).text, 'Hello');
      assert.deepEqual([rig.standIn.posts.length, 'reasoning_effort' in lastBody()], [posts, sent]);
    }
    clock.forward(halfAnHour);
    assert.equal((await ask(rig, { ...body, model: 'a' })).text, 'Hello');
    assert.equal(rig.standIn.posts.length, 7);
  });

  it('as a value is sent with another value', async () => {
    await start(({ body: { temperature } }) =>
      temperature === 0.5
        ? refusal("Unsupported value: 'temperature' does not support 0.5 with this model.")
        : json(answer),
    );
    assert.equal((await ask(rig, body)).text, 'Hello');
    assert.equal((await ask(rig, { ...body, temperature: 1 })).text, 'Hello');
    assert.equal(lastBody()['temperature'], 1);
    await ask(rig, body);
    assert.ok(!('temperature' in lastBody()));
    assert.equal(rig.standIn.posts.length, 4);
  });

  it('whatever is left out is no lesson', async () => {
    let broken = true;
    await start(() => (broken ? refusal('Unsupported parameter: reasoning_effort') : json(answer)));
    assert.equal((await ask(rig, body)).status, 400);
    broken = false;
    await ask(rig, body);
    assert.equal(lastBody()['reasoning_effort'], 'low');
  });

  it('because of this prompt is no lesson for the next', async () => {
    await start(({ body: { max_tokens } }) =>
      rig.standIn.posts.length === 1 && max_tokens !== undefined
        ? refusal("'max_tokens' is too large: 50. Your request has 4000 input tokens.")
        : json(answer),
    );
    assert.equal((await ask(rig, { ...body, max_output_tokens: 50 })).text, 'Hello');
    assert.ok(!('max_tokens' in lastBody()));
    await ask(rig, { ...body, max_output_tokens: 50 });
    assert.equal(lastBody()['max_tokens'], 50);
  });

  const cursor = writeForm({
    kind: 'cursor',
    path: 'a.ts',
    language: 'typescript',
    prefix: 'a',
    suffix: 'b',
  });
  const { ollama } = serverKinds;
  const incidents: readonly (readonly [what: string, reply: Reply])[] = [
    ['while it is still looking for its model', json({ error: { message: 'The model is loading.' } }, 404)],
    [
      'by a page of a proxy',
      { status: 404, headers: { 'content-type': 'text/html' }, steps: ['<html>404</html>'] },
    ],
  ];
  for (const [what, reply] of incidents) {
    it(`${what} is asked as a turn this time, and for the middle the next time`, async () => {
      let loading = true;
      rig = await startRig(asked =>
        loading && asked.path === '/v1/completions' ? reply : ollama.reply(asked, hello),
      );
      assert.equal((await ask(rig, { input: cursor })).text, helloText);
      loading = false;
      assert.equal((await ask(rig, { input: cursor })).text, helloText);
      assert.equal(rig.standIn.posts.at(-1)?.path, '/v1/completions');
      assert.equal(rig.engine.upstream?.completions, 'completions (suffix)');
    });
  }

  it('for good is asked as a turn, until it is tried again', async () => {
    const clock = movable();
    rig = await startRig(
      asked =>
        asked.path === '/v1/completions'
          ? json({ error: 'suffix is not currently supported' }, 400)
          : ollama.reply(asked, hello),
      {},
      clock,
    );
    for (let n = 0; n < 2; n++) assert.equal((await ask(rig, { input: cursor })).text, helloText);
    clock.forward(halfAnHour);
    await ask(rig, { input: cursor });
    assert.deepEqual(
      rig.standIn.posts.map(({ path }) => path.slice('/v1/'.length)),
      ['completions', 'chat/completions', 'chat/completions', 'completions', 'chat/completions'],
    );
  });
});
