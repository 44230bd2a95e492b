import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { holdingsOf } from '../soak/holdings';
import { HelperProcess } from '../support/helperProcess';
import { round, summary } from '../support/stats';
import type { Table } from '../support/report';
import { probed } from './memory';
import { Rig, type BenchFacts } from './rig';
import * as v from 'valibot';

const readers = 100;

/** Clients that ask for an endless answer, as fast as it can be had, and read nothing of it. */
export function slowReaders(facts: BenchFacts): Promise<Table[]> {
  return bothBuilds(facts, 'WebSocket');
}

/** The same over HTTP. */
export function httpReaders(facts: BenchFacts): Promise<Table[]> {
  return bothBuilds(facts, 'HTTP');
}

async function bothBuilds(facts: BenchFacts, over: 'WebSocket' | 'HTTP'): Promise<Table[]> {
  const { against } = facts;
  const older = against && (await oneBuild({ ...facts, gateway: against.gateway }, against.revision, over));
  return [...(older ? [older] : []), await oneBuild(facts, 'this build', over)];
}

async function oneBuild(facts: BenchFacts, name: string, over: 'WebSocket' | 'HTTP'): Promise<Table> {
  const rig = await Rig.start(facts, { ...probed, args: [] });
  const beside = new HelperProcess(path.join(facts.processes, 'clients.process.mjs'));
  const rows: (string | number)[][] = [];
  try {
    const { url, token } = rig.gateway;
    await beside.ask({ do: 'connect', url, token, count: 1, parse: true }, v.number());
    const ask = async (ms: number): Promise<Float64Array> => {
      const load = { do: 'load', parse: true, atOnce: 1, tokens: 100, perSecond: 1000, ms };
      const { firstToken } = await beside.ask(load, v.object({ firstToken: v.instance(Float64Array) }));
      return firstToken;
    };
    await ask(1500);
    const alone = summary([...(await ask(2000))]);
    const base = await holdingsOf(rig.gateway.process);
    if (over === 'HTTP') await rig.holdHttp(readers);
    else {
      await rig.connect(readers, false);
      await rig.hold(0, false);
    }
    await sleep(2000);
    const megabytes = (bytes: number): number => round(bytes / 1024 / 1024);
    const startedAt = performance.now();
    const look = async (): Promise<number> => {
      const light = summary([...(await ask(2000))]);
      const now = await holdingsOf(rig.gateway.process);
      const upstream = await rig.upstreamState();
      rows.push([
        `${Math.round((performance.now() - startedAt) / 1000)} s`,
        upstream.open,
        megabytes(upstream.bytes),
        megabytes(now.heapUsed - base.heapUsed),
        megabytes(now.external - base.external),
        megabytes(now.rss - base.rss),
        megabytes(now.mostRss - base.rss),
        light.p50,
        light.p95,
      ]);
      return upstream.open;
    };
    await look();
    await sleep(facts.quick ? 0 : 8000);
    await look();
    // The gateway ends WebSockets when a ping stays unanswered for a whole interval.
    for (let seconds = 0; over === 'WebSocket' && seconds < 60 && !facts.quick; seconds += 1) {
      if ((await rig.upstreamState()).open === 0) break;
      await sleep(1000);
    }
    await look();
    return {
      title: `${readers} clients that read nothing of an endless answer over ${over}, ${name}`,
      columns: [
        ...[
          'after',
          'answers running',
          'sent by the stand-in, MB',
          'gateway heap, MB',
          'external, MB',
          'resident, MB',
          'at most',
        ],
        ...['first token of a client beside, p50, ms', 'p95'],
      ],
      rows,
      notes: [
        `Memory: what the gateway holds more than before they came, heap and external memory as what is in use; after a collection, and, as "at most", the most that was resident until then, with all that was not collected yet. The client beside, alone: p50 ${alone.p50} ms, p95 ${alone.p95} ms.`,
        'What the stand-in sends fills the buffers of the kernel on both sides of the gateway, some megabytes for each answer, and then it has to wait; while they fill, the gateway works as fast as it can. The gateway stops at 32 KiB that a reader has not read, and only for one that has said that it reads later, at 256 KiB at most; its own buffers are bounded by 32 KiB for each reader, and about as much of what the stand-in has sent.',
        'What is said of pings is so over WebSockets only: over HTTP the gateway waits while the connection takes nothing, and ends the answer after two minutes.',
        'A client that takes nothing answers no ping either; the gateway ends its socket after one to two pings of 25 s, and with it the answer.',
      ],
    };
  } finally {
    await beside.stop();
    await rig.dispose();
  }
}
