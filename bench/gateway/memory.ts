import { setTimeout as sleep } from 'node:timers/promises';
import { holdingsOf, type Holdings } from '../soak/holdings';
import type { Table } from '../support/report';
import { round } from '../support/stats';
import { Rig, type BenchFacts } from './rig';

const connections = 1000;

/** Node's options with which a gateway tells what it holds. */
export const probed = {
  nodeArgs: ['--expose-gc', '--import', new URL('../../bench/soak/gatewayProbe.mjs', import.meta.url).href],
};

/** What a connection costs, in what it does and when it does nothing. */
export async function memory(facts: BenchFacts): Promise<Table> {
  const rig = await Rig.start(facts, {
    ...probed,
    args: ['--max-connections', '2000', '--max-total-in-flight', '2000'],
  });
  const rows: (string | number)[][] = [];
  try {
    const turn = { direct: false, parse: false, tokens: 20, perSecond: 0 };
    // A process that has done a little: after much work it would have room left over that hides what is added.
    await rig.connect(1, false);
    await rig.load({ ...turn, atOnce: 1, ms: 300 });
    await rig.disconnect();
    await settle(rig);
    const base = await holdingsOf(rig.gateway.process);
    const add = (what: string, now: Holdings, target: string): void => {
      const kilobytes = (after: number, before: number): number =>
        round((after - before) / 1024 / connections);
      const [heap, rss] = [kilobytes(now.heapUsed, base.heapUsed), kilobytes(now.rss, base.rss)];
      rows.push([what, heap, rss, target === '' ? '' : rss < 100 ? `ok (${target})` : `! (${target})`]);
    };
    await rig.connect(connections, false);
    await settle(rig);
    add('idle, nothing asked yet', await holdingsOf(rig.gateway.process), 'under 100 KB');
    // Each connection asks at least once, at the pace of a model: after a flood it is the flood's room that is measured.
    const { tokens } = await rig.load({ ...turn, perSecond: 1000, atOnce: 10, ms: 5000 });
    if (tokens < connections * turn.tokens) throw new Error('not every connection has asked');
    await settle(rig);
    add('idle, remembers a conversation of 2 KB', await holdingsOf(rig.gateway.process), 'under 100 KB');
    await rig.hold(1, true);
    await sleep(5000);
    add('with an answer in progress', await holdingsOf(rig.gateway.process), '');
    await rig.disconnect();
    await settle(rig);
    const after = await holdingsOf(rig.gateway.process);
    rows.push([
      'all of them gone',
      round((after.heapUsed - base.heapUsed) / 1024 / connections),
      round((after.rss - base.rss) / 1024 / connections),
      '',
    ]);
    const open = await rig.upstreamQuiet();
    return {
      title: `Memory for each of ${connections} connections, in KB`,
      columns: ['', 'heap', 'resident size', 'target'],
      rows,
      notes: [
        `After a collection, less what the gateway held before without connections: ${round(base.heapUsed / 1024 / 1024)} MB of heap, ${round(base.rss / 1024 / 1024)} MB resident.`,
        'Resident size includes freed memory that the process keeps; what is left when all are gone is that.',
        `Requests left running at the stand-in when all connections are gone: ${open}.`,
      ],
    };
  } finally {
    await rig.dispose();
  }
}

/** Sockets that have closed are gone, and timers have run. */
async function settle(rig: Rig): Promise<void> {
  await rig.upstreamQuiet();
  await sleep(1000);
}
