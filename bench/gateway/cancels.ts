import { summary } from '../support/stats';
import type { Table } from '../support/report';
import { Rig, type BenchFacts } from './rig';

/** A storm of cancels: how soon the stand-in is told, and whether anything is left running. */
export async function cancels(facts: BenchFacts): Promise<Table> {
  const rows: (string | number)[][] = [];
  for (const perSecond of [100, 300]) {
    const rig = await Rig.start(facts, { args: ['--max-connections', '4000'] });
    try {
      const ms = facts.quick ? 1000 : 10_000;
      // One of ten leaves for good; the others serve again when their answer is over.
      await rig.connect(perSecond + Math.ceil(perSecond * ms * 0.00011));
      const cancelled = await rig.storm(perSecond, ms);
      const left = await rig.upstreamQuiet();
      const cutAt = new Map(await rig.upstreamCuts());
      const times = cancelled.flatMap(([id, at]) => {
        const cut = cutAt.get(id);
        return cut === undefined ? [] : [(cut - at) / 1000];
      });
      const { p50, p95, max } = summary(times);
      const inFlight = await rig.metric('codex_spark_in_flight');
      rows.push([perSecond, cancelled.length, times.length, p50, p95, max, left, inFlight]);
    } finally {
      await rig.dispose();
    }
  }
  return {
    title: 'Cancel storms, 10 s each',
    columns: [
      ...['cancels a second', 'cancelled', 'cut at the stand-in', 'told after p50, ms', 'p95', 'max'],
      ...['requests left running', 'in flight at the gateway'],
    ],
    rows,
    notes: [
      'Every answer is cancelled at its first token, nine of ten by a message, one by closing the socket. Told: until the stand-in sees its connection close.',
      'Target: nothing left running; at 100 a second.',
    ],
  };
}
