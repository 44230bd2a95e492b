/**
 * What stands between people and their model's server: the time the gateway adds to every token, how much it carries,
 * what a connection costs, and what storms of cancels, readers that do not read and greedy users do to the others.
 */
import { beside } from './gateway/beside';
import { cancels } from './gateway/cancels';
import { capacity } from './gateway/capacity';
import { crowd, firstToken } from './gateway/crowd';
import { fairness } from './gateway/fairness';
import { latency } from './gateway/latency';
import { liteLlm } from './gateway/liteLlm';
import { memory } from './gateway/memory';
import type { BenchFacts } from './gateway/rig';
import { httpReaders, slowReaders } from './gateway/slowReaders';
import { report, type Table } from './support/report';

const parts: Readonly<Record<string, (facts: BenchFacts) => Promise<Table | Table[]>>> = {
  latency,
  capacity,
  memory,
  cancels,
  slowReaders,
  httpReaders,
  fairness,
  beside,
  firstToken,
  crowd,
  liteLlm,
};

export async function run(facts: BenchFacts & { write: boolean; args: readonly string[] }): Promise<void> {
  const only = facts.args.filter(arg => !arg.startsWith('-') && arg !== facts.against?.revision);
  const tables: Table[] = [];
  for (const [name, part] of Object.entries(parts)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const startedAt = performance.now();
    tables.push(...[await part(facts)].flat());
    console.log(`${name}: ${Math.round((performance.now() - startedAt) / 1000)} s`);
  }
  await report(['gateway', ...only].join('-'), tables, facts.write && only.length <= 1);
}
