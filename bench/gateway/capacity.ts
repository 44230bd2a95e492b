import { round, summary } from '../support/stats';
import type { Table } from '../support/report';
import { Rig, type BenchFacts, type Load } from './rig';

/** How many tokens a second one gateway passes on, at most and while its clients notice nothing. */
export async function capacity(facts: BenchFacts): Promise<Table[]> {
  return [await flatOut(facts), await rising(facts)];
}

/** The stand-in writes as fast as it is read. */
async function flatOut(facts: BenchFacts): Promise<Table> {
  const rows: (string | number)[][] = [];
  for (const connections of [1, 100, 1000]) {
    const atOnce = Math.min(connections, 256);
    const rig = await Rig.start(facts, { args: [] });
    try {
      await rig.connect(connections, false);
      const load: Omit<Load, 'direct'> = { parse: false, atOnce, tokens: 2000, perSecond: 0, ms: 1000 };
      for (const direct of [true, false]) await rig.load({ ...load, direct });
      const ms = facts.quick ? 1000 : 2500;
      const direct = await rig.load({ ...load, direct: true, ms });
      const before = await rig.metric('process_cpu_seconds_total');
      const ours = await rig.load({ ...load, direct: false, ms });
      const cpu = (await rig.metric('process_cpu_seconds_total')) - before;
      rows.push([
        connections,
        atOnce,
        Math.round(direct.tokens / direct.seconds),
        Math.round(ours.tokens / ours.seconds),
        round((cpu * 1e6) / ours.tokens),
        `${Math.round((cpu * 100) / ours.seconds)} %`,
        round(ours.cpuMicros / ours.tokens),
      ]);
    } finally {
      await rig.dispose();
    }
  }
  return {
    title: 'Sustained tokens a second, the stand-in writing as fast as it is read',
    columns: [
      ...['connections', 'answers at once', 'direct', 'through the gateway', 'gateway CPU µs a token'],
      ...['gateway’s share of a core', 'clients CPU µs a token'],
    ],
    rows,
    notes: [
      'The stand-in puts 8 tokens into a packet, as the network does when a reader is slower than the model. Clients count what comes and do not read it.',
      'The gateway is one thread. It shares the cores with stand-in and clients; its own limit is a million divided by its CPU time for a token.',
    ],
  };
}

/** More and more answers at 1000 tokens/s each. */
async function rising(facts: BenchFacts): Promise<Table> {
  const rows: (string | number)[][] = [];
  const rig = await Rig.start(facts, { args: [] });
  try {
    await rig.connect(100);
    for (const atOnce of [5, 10, 15, 20, 30]) {
      const load: Omit<Load, 'direct'> = { parse: true, atOnce, tokens: 100, perSecond: 1000, ms: 1000 };
      await rig.load({ ...load, direct: false });
      const ms = facts.quick ? 1000 : 2000;
      const direct = await rig.load({ ...load, direct: true, ms });
      const before = await rig.metric('process_cpu_seconds_total');
      const ours = await rig.load({ ...load, direct: false, ms });
      const cpu = (await rig.metric('process_cpu_seconds_total')) - before;
      const [a, b] = [summary([...direct.perToken]), summary([...ours.perToken])];
      rows.push([
        atOnce,
        Math.round(direct.tokens / direct.seconds),
        Math.round(ours.tokens / ours.seconds),
        ...[a.p50, a.p95, b.p50, b.p95, round(b.p50 - a.p50), round(b.p95 - a.p95)],
        `${Math.round((cpu * 100) / ours.seconds)} %`,
      ]);
    }
  } finally {
    await rig.dispose();
  }
  return {
    title: 'Rising load: answers at 1000 tokens/s each, 100 connections; per token, in ms',
    columns: [
      ...['answers at once', 'tokens/s direct', 'through the gateway', 'direct p50', 'p95', 'gateway p50'],
      ...['p95', 'added p50', 'added p95', 'gateway’s share of a core'],
    ],
    rows,
    notes: [
      'Every token has its own packet, as servers write it, and each process has its system calls for it: beyond some load stand-in and clients need the cores as well.',
    ],
  };
}
