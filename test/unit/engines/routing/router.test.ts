import assert from 'node:assert/strict';
import { settle } from '../../../support/manualClock';
import { RouterBench } from '../../../support/routing/routerBench';

/** All weight on the first one: it is asked as long as it can be. */
const firstOnly = { a: { weight: 1_000 }, b: { weight: 0.001 } };
const inline = { lane: { name: 'inline' } };

async function start(
  entries: RouterBench['entries'] = firstOnly,
  name: RouterBench['name'] = {},
): Promise<RouterBench> {
  const bench = new RouterBench();
  bench.entries = entries;
  bench.name = name;
  return await bench.start();
}

/** Asks and lets time pass until it is answered. */
async function answered(bench: RouterBench, ...given: Parameters<RouterBench['ask']>): Promise<string> {
  const asking = bench.ask(...given);
  await bench.clock.advance(10_000);
  return await asking;
}

describe('router', () => {
  it('asks another one when the first fails, and says at the end what was asked', async () => {
    const bench = await start();
    bench.engine('a').mood = 'failing';
    const route: string[] = [];
    const onRoute = (upstream: string, failed: readonly string[]): void =>
      void route.push([...failed, upstream].join(' > '));
    assert.match(await answered(bench, 'x', { onRoute }), /^<b\.1\.0>/);
    assert.deepEqual(route, ['a', 'a > b']);
    bench.engine('b').mood = 'denied';
    assert.match(
      await answered(bench, 'y'),
      /^EngineError: upstream_key_refused\. Asked before: a \(server_error\)\.$/,
    );
  });

  it('counts what a failure has cost where the server has said so, once another one has answered', async () => {
    const bench = await start();
    const wasted = (): unknown => bench.router.upstreams?.map(({ tally }) => tally.wasted);
    const nothing = { input: 0, output: 0 };
    for (const name of ['a', 'b']) {
      bench.engine(name).mood = 'failing';
      bench.engine(name).spent = { input: 700, output: 12 };
    }
    assert.match(await answered(bench, 'x'), /server_error/);
    assert.deepEqual(wasted(), [nothing, nothing], 'nobody has answered');
    bench.engine('b').mood = 'well';
    assert.match(await answered(bench, 'y'), /^<b/);
    assert.deepEqual(wasted(), [{ input: 700, output: 12 }, nothing]);
    bench.engine('a').spent = undefined;
    assert.match(await answered(bench, 'z'), /^<b/);
    assert.deepEqual(wasted(), [{ input: 700, output: 12 }, nothing], 'it has not said');
    bench.router.dispose();
  });

  it('does not ask one that is down until it was seen again', async () => {
    const bench = await start();
    bench.engine('a').mood = 'refusing';
    await answered(bench, 'x');
    await answered(bench, 'y');
    assert.equal(bench.asked, 'a m, b m, b m');
    assert.ok(bench.engine('a').looks > 0);
    assert.deepEqual(
      bench.router.upstreams?.map(({ health }) => health),
      ['down', 'up'],
    );
    assert.equal(bench.router.notReady?.(), undefined, 'one of them serves');
    bench.engine('a').mood = 'well';
    await bench.clock.advance(30_000);
    await answered(bench, 'z');
    assert.equal(bench.questions.at(-1)?.engine, 'a');
    assert.equal(bench.router.upstreams?.[0]?.health, 'up');
    bench.router.dispose();
    assert.equal(bench.clock.pending, 0);
  });

  it('is not ready when all of them are down, and says why', async () => {
    const bench = await start();
    for (const name of ['a', 'b']) bench.engine(name).mood = 'refusing';
    assert.match(await answered(bench, 'x'), /upstream_unreachable/);
    assert.match(
      bench.router.notReady?.()?.reason ?? '',
      /a: upstream_unreachable\. b: upstream_unreachable\./,
    );
    bench.router.dispose();
  });

  it('stays ready while all of them want to be left alone, and passes on when to come back', async () => {
    const bench = await start({ a: {} });
    bench.engine('a').mood = 'limited';
    const asking = bench.ask('x');
    await bench.clock.advance(100);
    assert.match(await asking, /rate_limit_exceeded/);
    assert.deepEqual(
      [bench.router.upstreams?.[0]?.health, bench.router.notReady?.()],
      ['resting', undefined],
    );
    bench.engine('a').mood = 'well';
    await bench.clock.advance(2_000);
    assert.equal(bench.router.upstreams?.[0]?.health, 'up');
  });

  it('waits where all do what they may, in order, and stops waiting when told', async () => {
    const bench = await start({ a: { maxInFlight: 1 } });
    const order: string[] = [];
    const abort = new AbortController();
    const ask = async (turn: string, signal?: AbortSignal): Promise<void> => {
      const text = await bench.ask(turn, {}, signal);
      order.push(`${turn} ${text.slice(0, 4)}`);
    };
    const all = [ask('1'), ask('2'), ask('3', abort.signal), ask('4')];
    await settle();
    assert.equal(bench.questions.length, 1);
    abort.abort(new Error('told'));
    await bench.clock.advance(10_000);
    await Promise.all(all);
    assert.deepEqual(order, ['3 Erro', '1 <a.0', '2 <a.1', '4 <a.2']);
    assert.equal(bench.engine('a').most, 1);
  });

  it('has those who wait go where there is room after a reload', async () => {
    const bench = await start({ a: { maxInFlight: 1 } });
    bench.engine('a').mood = 'silent';
    const first = bench.ask('1');
    const second = bench.ask('2');
    await settle();
    bench.entries = { a: { maxInFlight: 1 }, b: {} };
    await bench.router.reload?.();
    await bench.clock.advance(1_000);
    assert.match(await second, /^<b/);
    await bench.clock.advance(10_000);
    assert.match(await first, /^<b/, 'a time-out leads it there too');
  });

  it('ends what runs on the engine it began on, and releases that one then', async () => {
    const bench = await start({ a: { identity: '1' } });
    const old = bench.engine('a');
    const running = bench.ask('long');
    await bench.clock.advance(50);
    bench.entries = { a: { identity: '2' } };
    await bench.router.reload?.();
    assert.equal(old.disposed, 0);
    assert.match(await answered(bench, 'next'), /^<a2\./);
    assert.match(await running, /^<a\.0\.0>.*<a\.0\.3>$/);
    assert.equal(old.disposed, 1);
  });

  it('keeps everything when what it reads cannot be used', async () => {
    const bench = await start();
    bench.readError = new Error('line 3, column 1');
    await assert.rejects(async () => await bench.router.reload?.(), /line 3, column 1/);
    assert.match(await answered(bench, 'x'), /^<a\./);
    bench.readError = undefined;
    await bench.router.reload?.();
    assert.equal(bench.all.length, 2, 'engines that are as they were are kept');
  });

  it('releases what it has opened when another one cannot be', async () => {
    const bench = await start({ a: {} });
    bench.entries = { a: { identity: '2' }, b: {}, c: {} };
    bench.broken.add('b');
    await assert.rejects(async () => await bench.router.reload?.(), /broken/);
    assert.deepEqual(
      bench.all.map(({ id, disposed }) => [id, disposed]),
      [
        ['a', 0],
        ['a2', 1],
        ['c', 1],
      ],
    );
    assert.match(await answered(bench, 'x'), /^<a\./);
  });

  it('reads one file after the other when told twice', async () => {
    const bench = await start({ a: { identity: '1' } });
    bench.entries = { a: { identity: '2' } };
    const both = [async () => await bench.router.reload?.(), async () => await bench.router.reload?.()].map(
      reload => reload(),
    );
    bench.entries = { a: { identity: '3' } };
    await Promise.all(both);
    await answered(bench, 'x');
    assert.deepEqual([bench.all.length, bench.asked], [2, 'a2 m']);
  });

  describe('with a second try', () => {
    async function warm(): Promise<RouterBench> {
      const bench = await start(firstOnly, { hedgedLanes: ['inline'] });
      for (let n = 0; n < 25; n++) await answered(bench, `warm ${n}`, inline);
      bench.engine('a').mood = 'slow';
      return bench;
    }

    it('asks a second one after the p95 of the first, and cancels the one that is later', async () => {
      const bench = await warm();
      assert.match(await answered(bench, 'x', inline), /^<b\.26\./);
      assert.deepEqual(
        bench.questions.slice(25).map(({ engine, outcome }) => [engine, outcome]),
        [
          ['a', 'aborted'],
          ['b', 'ended'],
        ],
      );
      const [a, b] = bench.router.upstreams ?? [];
      assert.deepEqual(
        [b?.tally.hedges, a?.tally.wasted],
        [
          { won: 1, lost: 0 },
          { input: 1, output: 0 },
        ],
      );
      assert.deepEqual([a?.inFlight, b?.inFlight], [0, 0]);
    });

    it('asks nobody a second time on other lanes, or for more than a tenth of the turns', async () => {
      const bench = await warm();
      assert.match(await answered(bench, 'chat', { lane: { name: 'chat' } }), /^<a/);
      for (let n = 0; n < 40; n++) await answered(bench, `slow ${n}`, inline);
      const hedges = bench.router.upstreams?.[1]?.tally.hedges ?? { won: 0, lost: 0 };
      assert.ok(hedges.won + hedges.lost <= 1 + 0.1 * 65, JSON.stringify(hedges));
    });

    it('asks a second time also on a further lane of suggestions', async () => {
      for (const name of ['inline-2', 'inline.2']) {
        const bench = await warm();
        bench.engine('b').mood = 'slow';
        await answered(bench, 'x', { lane: { name } });
        const { won = 0, lost = 0 } = bench.router.upstreams?.[1]?.tally.hedges ?? {};
        assert.equal(won + lost, 1, name);
      }
    });

    it('goes on with the other one when one of the two fails', async () => {
      const bench = await warm();
      bench.engine('b').mood = 'failing';
      assert.match(await answered(bench, 'x', inline), /^<a/);
      assert.deepEqual(bench.router.upstreams?.[1]?.tally.hedges, { won: 0, lost: 1 });
    });

    it('counts what the one that fails of two says it has cost', async () => {
      const bench = await warm();
      bench.engine('b').mood = 'failing';
      bench.engine('b').spent = { input: 700, output: 12 };
      assert.match(await answered(bench, 'x', inline), /^<a/);
      assert.deepEqual(bench.router.upstreams?.[1]?.tally.wasted, { input: 700, output: 12 });
    });

    it('ends both when its caller leaves', async () => {
      const bench = await warm();
      const abort = new AbortController();
      const asking = bench.ask('x', inline, abort.signal);
      bench.engine('b').mood = 'slow';
      await bench.clock.advance(200);
      assert.equal(bench.questions.length, 27);
      abort.abort(new Error('left'));
      await settle();
      assert.match(await asking, /left/);
      assert.deepEqual(
        bench.questions.slice(25).map(({ outcome }) => outcome),
        ['aborted', 'aborted'],
      );
      bench.router.dispose();
      assert.equal(bench.clock.pending, 0);
    });
  });
});
