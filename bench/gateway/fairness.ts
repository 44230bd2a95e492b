import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { HelperProcess } from '../support/helperProcess';
import { round, summary } from '../support/stats';
import type { Table } from '../support/report';
import { Rig, type BenchFacts } from './rig';

const heavyToken = 'heavy-user-0123456789';
const lightToken = 'light-user-0123456789';
const slots = 8;
const heavyRequests = 50;

const measured = v.object({ firstToken: v.instance(Float64Array), tokens: v.number(), seconds: v.number() });

/** One user keeps fifty requests at the gateway; how long does another one wait for his one? */
export async function fairness(facts: BenchFacts): Promise<Table[]> {
  const { against } = facts;
  const older = against && (await oneBuild({ ...facts, gateway: against.gateway }, against.revision));
  return [...(older ? [older] : []), await oneBuild(facts, 'this build')];
}

async function oneBuild(facts: BenchFacts, name: string): Promise<Table> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  const file = path.join(folder, 'tokens.json');
  await writeFile(
    file,
    JSON.stringify({
      tokens: [
        { name: 'heavy', token: heavyToken },
        { name: 'light', token: lightToken },
      ],
    }),
  );
  const rig = await Rig.start(facts, { args: ['--tokens', file, '--max-total-in-flight', String(slots)] });
  const light = new HelperProcess(path.join(facts.processes, 'clients.process.mjs'));
  const rows: (string | number)[][] = [];
  try {
    const { url } = rig.gateway;
    await light.ask({ do: 'connect', url, token: lightToken, count: 1, parse: true }, v.number());
    await rig.connect(heavyRequests, true, heavyToken);
    const answer = { parse: true, tokens: 200, perSecond: 1000 };
    const ask = (ms: number) => light.ask({ do: 'load', ...answer, atOnce: 1, ms }, measured);
    let alone: number | undefined;
    const add = (who: string, times: Float64Array): void => {
      const { n, p50, p95, max } = summary([...times]);
      alone ??= p95;
      rows.push([who, n, p50, p95, max, round(p95 / alone)]);
    };
    await ask(1000);
    add('the light one, alone', (await ask(facts.quick ? 1000 : 4000)).firstToken);
    const ms = facts.quick ? 6000 : 14_000;
    const heavy = rig.load({ ...answer, direct: false, atOnce: heavyRequests, ms });
    await new Promise(resolve => setTimeout(resolve, 1500));
    add('the light one, beside the heavy one', (await ask(ms - 3000)).firstToken);
    add('the heavy one’s own requests', (await heavy).firstToken);
    return {
      title: `Time to first token in ms, ${name}: ${slots} answers at once in all, one user with ${heavyRequests} requests all the time`,
      columns: ['', 'answers', 'p50', 'p95', 'max', 'p95 to the first'],
      rows,
      notes: [
        'Answers of 200 tokens at 1000 tokens/s: those that began together end together, so that whoever is next waits for up to 200 ms. An eighth of the slots is kept for those who have none; in one queue for all the light one would wait as long as the heavy one’s requests do.',
      ],
    };
  } finally {
    await light.stop();
    await rig.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}
