import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import WebSocket from 'ws';
import { Dice } from '../support/fuzz/dice';
import { hostileReloads } from '../support/fuzz/reloads';
import { readFrame } from '../support/gateway/transcript';
import { runGateway } from '../support/gateway/gatewayProcess';
import { entry, model, SeveralUpstreams, speaking } from '../support/gateway/severalUpstreams';
import { serverKinds } from '../support/upstreams/servers';
import { json, type StandIn } from '../support/upstreams/standIn';

/** A gateway process in front of two servers, from outside. */
describe('a gateway over several upstreams', function () {
  this.timeout(60_000);
  const ends: (() => Promise<unknown>)[] = [];
  let several: SeveralUpstreams;

  beforeEach(async () => {
    several = await SeveralUpstreams.create();
    ends.push(() => several.dispose());
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function standIn(...given: Parameters<typeof speaking>): Promise<StandIn> {
    const started = await speaking(...given);
    ends.push(() => started.dispose().catch(() => undefined));
    return started;
  }

  const fast = { fast: { models: [model] } };

  /** One turn after the other over a socket. */
  async function connected(): Promise<{ ask: (body: object) => Promise<{ text: string; id: string }> }> {
    const socket = new WebSocket(several.gateway.url, {
      headers: { authorization: `Bearer ${several.gateway.token}` },
    });
    ends.push(async () => socket.terminate());
    await once(socket, 'open');
    return {
      ask: body =>
        new Promise(resolve => {
          let text = '';
          socket.removeAllListeners('message');
          socket.on('message', (data: Buffer) => {
            const { type, delta = '', response } = readFrame(data.toString());
            if (type === 'response.output_text.delta') text += delta;
            if (/completed|incomplete|failed|^error/.test(type)) resolve({ text, id: response?.id ?? '' });
          });
          socket.send(JSON.stringify({ type: 'response.create', model: 'fast', ...body }));
        }),
    };
  }

  async function until(look: () => Promise<boolean>): Promise<void> {
    while (!(await look())) await new Promise(resolve => setTimeout(resolve, 50));
  }

  it('lists the names, uses both servers, and says which in its log, its figures and its status', async () => {
    const [anna, ben] = [await standIn('anna'), await standIn('ben')];
    await several.write({ upstreams: [entry('a', anna), entry('b', ben)], models: fast });
    await several.start();
    const models = await (await several.get('/v1/models')).text();
    assert.ok(models.includes('"fast"') && models.includes(JSON.stringify(model)), models);
    const said = new Set<string>();
    for (let n = 0; n < 30; n++) said.add(await several.ask(`question ${n}`));
    assert.deepEqual([...said].sort(), ['anna speaking', 'ben speaking']);
    const asked = anna.posts.map(({ body }) => body['model']);
    assert.ok(asked.length > 0 && asked.every(one => one === model), 'the server is asked for its own model');
    const lines = await several.lines();
    assert.deepEqual(new Set(lines.map(({ upstream }) => upstream)), new Set(['a', 'b']));
    assert.ok(lines.every(one => one.model === 'fast' && one.fallbackFrom === undefined));
    const figures = await (await several.get('/metrics')).text();
    assert.match(figures, /codex_spark_upstream_up\{upstream="a"\} 1/);
    const sum = [...figures.matchAll(/codex_spark_upstream_asked_total\{[^}]*\} (\d+)/g)];
    assert.equal(
      sum.reduce((all, [, count]) => all + Number(count), 0),
      30,
    );
    assert.match(figures, /codex_spark_upstream_turns_total\{upstream="b",status="completed"\} \d+/);
    const { servers } = await several.status();
    assert.deepEqual(
      servers.map(({ name, health }) => [name, health]),
      [
        ['a', 'up'],
        ['b', 'up'],
      ],
    );
  });

  it('keeps a lane and a chain where their prefix cache is', async () => {
    const [anna, ben] = [await standIn('anna'), await standIn('ben')];
    await several.write({ upstreams: [entry('a', anna), entry('b', ben)], models: fast });
    await several.start();
    const said = new Set<string>();
    for (let n = 0; n < 6; n++) {
      const { ask } = await connected();
      const { text, id } = await ask({ stream_id: 'chat', input: 'Hello.' });
      said.add(text);
      const fork = await ask({ stream_id: 'edit', input: 'again', previous_response_id: id });
      assert.equal(fork.text, text, 'the chain, on another lane');
      for (let turn = 0; turn < 3; turn++)
        assert.equal((await ask({ stream_id: 'chat', input: `next ${turn}` })).text, text, 'the lane');
      const long = `${n} ${'the same beginning '.repeat(100)}`;
      const first = await several.ask(long);
      const items = [
        { role: 'user', content: long },
        { role: 'assistant', content: first },
      ];
      const again = { input: [...items, { role: 'user', content: 'and?' }] };
      assert.equal(await several.ask('', again), first, 'a conversation that is sent in full');
    }
    assert.ok(said.size <= 2);
  });

  it('goes on with one when the other is killed, is not ready without both, and takes one back', async () => {
    const [anna, ben] = [await standIn('anna'), await standIn('ben')];
    // By lot the second one would come first once in a hundred thousand times.
    await several.write({
      upstreams: [entry('a', anna, { weight: 1000 }), entry('b', ben, { weight: 0.01 })],
      models: fast,
    });
    await several.start();
    assert.equal(await several.ask('first'), 'anna speaking');
    const { port } = anna;
    await anna.dispose();
    for (let n = 0; n < 5; n++) assert.equal(await several.ask(`then ${n}`), 'ben speaking');
    const [fallen] = (await several.lines()).filter(one => one.fallbackFrom);
    assert.deepEqual([fallen?.upstream, fallen?.fallbackFrom, fallen?.status], ['b', ['a'], 'completed']);
    assert.equal((await several.get('/ready')).status, 200, 'one is enough');
    const { servers } = await several.status();
    assert.deepEqual(
      servers.map(({ health, tally }) => [health, tally.fallbacks]),
      [
        ['down', 1],
        ['up', 0],
      ],
    );
    assert.match(await (await several.get('/metrics')).text(), /codex_spark_upstream_up\{upstream="a"\} 0/);

    await ben.dispose();
    assert.match(await several.ask('nobody'), /^503 .*upstream_unreachable/);
    const ready = await several.get('/ready');
    assert.equal(ready.status, 503);
    assert.match(await ready.text(), /No upstream can be asked\. a: .*b: /);

    await standIn('anna again', undefined, port);
    await until(async () => (await several.get('/ready')).status === 200);
    assert.equal(await several.ask('last'), 'anna again speaking');
  });

  it('never asks another one once a token was shown', async () => {
    const anna = await standIn('anna', () => ({
      headers: { 'content-type': 'text/event-stream' },
      steps: ['data: {"choices":[{"index":0,"delta":{"content":"half"}}]}\n\n', { do: 'reset' }],
    }));
    const ben = await standIn('ben');
    await several.write({
      upstreams: [entry('a', anna, { weight: 1000 }), entry('b', ben, { weight: 0.01 })],
      models: fast,
    });
    await several.start();
    const events = await (await several.post('question', { stream: true })).text();
    assert.match(events, /"delta":"half"/);
    assert.match(events, /event: response\.failed\n/);
    assert.equal(ben.posts.length, 0);
  });

  it('falls back to another model where the failure is of the kind, and passes the refusal on where it is not', async () => {
    const refusal = { status: 0 };
    const anna = await standIn('anna', () =>
      refusal.status === 0
        ? undefined
        : json(
            { error: { message: 'no', code: refusal.status === 400 ? 'invalid_value' : 'x' } },
            refusal.status,
          ),
    );
    const ben = await standIn('ben', asked =>
      serverKinds.vllm.reply({ ...asked, body: { ...asked.body, model } }, { tokens: ['ben ', 'speaking'] }),
    );
    await several.write({
      upstreams: [entry('a', anna), { ...entry('b', ben), models: ['other'] }],
      models: { fast: { models: [model], fallback: [{ to: 'other', on: ['overloaded', 'failed'] }] } },
    });
    await several.start();
    assert.equal(await several.ask('one'), 'anna speaking');
    refusal.status = 500;
    assert.equal(await several.ask('two'), 'ben speaking');
    refusal.status = 401;
    assert.match(await several.ask('three'), /^401 /);
    refusal.status = 400;
    assert.match(await several.ask('four'), /^400 /);
    assert.equal(ben.posts.length, 1);
  });

  it('asks a second one for suggestions that take too long, and counts what that costs', async () => {
    let slow = false;
    const anna = await standIn('anna', () => (slow ? { before: [{ do: 'hang' }], steps: [] } : undefined));
    const ben = await standIn('ben');
    await several.write({
      upstreams: [entry('a', anna, { weight: 1000 }), entry('b', ben, { weight: 0.01 })],
      models: { fast: { models: [model], hedge: { lanes: ['inline'] } } },
    });
    await several.start();
    const { ask: say } = await connected();
    const ask = async (input: string): Promise<string> => (await say({ stream_id: 'inline', input })).text;
    for (let n = 0; n < 25; n++) assert.equal(await ask(`warm ${n}`), 'anna speaking');
    slow = true;
    assert.equal(await ask('slow'), 'ben speaking');
    await until(async () => (await several.status()).servers[0]?.inFlight === 0);
    const { servers } = await several.status();
    assert.equal(servers[1]?.tally.hedges.won, 1);
    assert.ok((servers[0]?.tally.wasted.input ?? 0) > 0);
    assert.ok(anna.posts.at(-1)?.hungUp, 'the loser is cancelled');
    const figures = await (await several.get('/metrics')).text();
    assert.match(figures, /codex_spark_hedges_total\{upstream="b",outcome="won"\} 1/);
    assert.match(figures, /codex_spark_wasted_tokens_total\{upstream="a",direction="input"\} [1-9]/);
  });

  for (const workers of [[], ['--workers', '2']]) {
    it(`reads its file again on SIGHUP without dropping a turn ${workers.join(' ')}`, async () => {
      let release = (): void => {};
      const held = new Promise<void>(resolve => (release = resolve));
      const anna = await standIn('anna', ({ body }) =>
        JSON.stringify(body).includes('hold')
          ? {
              headers: { 'content-type': 'text/event-stream' },
              steps: [
                'data: {"choices":[{"index":0,"delta":{"content":"long "}}]}\n\n',
                held,
                'data: {"choices":[{"index":0,"delta":{"content":"answer"},"finish_reason":"stop"}]}\n\n',
                'data: [DONE]\n\n',
              ],
            }
          : undefined,
      );
      const ben = await standIn('ben');
      await several.write({ upstreams: [entry('a', anna)], models: fast });
      await several.start(...workers);
      const long = several.ask('hold this');
      await anna.until(() => anna.posts.length === 1);

      await several.write({ upstreams: [entry('b', ben)], models: fast });
      await several.hangUp();
      await until(async () => (await several.ask('next')) === 'ben speaking');
      for (let n = 0; n < 6; n++) assert.equal(await several.ask(`after ${n}`), 'ben speaking');
      assert.match(
        await (await several.get('/metrics')).text(),
        /codex_spark_upstream_up\{upstream="b"\} 1\n/,
      );
      release();
      assert.equal(await long, 'long answer', 'what ran ends where it began');

      await several.write('{\n  "upstreams": [\n    { "name": "b", "weigth": 2 }\n  ]\n}');
      await several.hangUp();
      const { errors } = several.gateway.process;
      assert.match(
        errors,
        /not reloaded error="?.*upstreams\.json, line 3, column 20: upstreams\[0\]\.weigth is not known here/,
      );
      assert.equal(errors.match(/not reloaded/g)?.length, 1, 'said once');
      for (let n = 0; n < 4; n++) assert.equal(await several.ask(`still ${n}`), 'ben speaking');
    });
  }

  it('serves what the others do in a worker that is started anew while a bad file stands there', async () => {
    const anna = await standIn('anna');
    await several.write({ upstreams: [entry('a', anna)], models: fast });
    await several.start('--workers', '2');
    await several.write('no JSON');
    await several.hangUp();
    const parent = several.gateway.process.child.pid ?? 0;
    const children = (): number[] =>
      execFileSync('ps', ['-e', '-o', 'ppid=,pid=,comm='])
        .toString()
        .split('\n')
        .map(one => one.trim().split(/\s+/))
        .flatMap(([ppid, pid, command]) =>
          Number(ppid) === parent && command !== 'ps' ? [Number(pid)] : [],
        );
    const before = children();
    assert.equal(before.length, 2);
    process.kill(before[0] ?? 0, 'SIGKILL');
    await until(async () => children().filter(pid => !before.includes(pid)).length === 1);
    await until(async () => (await several.ask('anew').catch(() => '')) === 'anna speaking');
    for (let n = 0; n < 6; n++) assert.equal(await several.ask(`each ${n}`), 'anna speaking');
    assert.equal(several.gateway.process.errors.match(/worker ended/g)?.length, 1);
  });

  it('goes on serving whatever its file becomes', async () => {
    assert.deepEqual(await hostileReloads(new Dice('reloads'), 40), []);
  });

  it('says in one sentence, with line and column, what is wrong with a file, and does not start', async () => {
    for (const workers of [[], ['--workers', '2']]) {
      await several.write(
        '{\n  "upstreams": [{ "name": "a", "url": "http://127.0.0.1:1", "models": ["m"],\n    "key": { "env": "NO_SUCH_KEY" } }]\n}',
      );
      const child = runGateway(['--config', several.file, ...workers]);
      assert.equal(await child.exited, 2);
      const said = child.errors.trim().split('\n');
      assert.equal(said.length, 1, child.errors);
      assert.match(
        said[0] ?? '',
        /upstreams\.json, line 3, column 21: upstreams\[0\]\.key\.env cannot be used: .*NO_SUCH_KEY/,
      );
    }
  });
});
