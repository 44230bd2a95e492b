/**
 * How much of what is written next stands in the prompt of a suggestion: with the changes of the last minutes, with the places
 * edited last as they were sent before, and without both; and how much a server has to read anew for it. No model is asked.
 */
import { existsSync } from 'node:fs';
import { heldOut, tuning, versionPairs } from './next-edit/versions';
import { arms } from './suggestion-context/arms';
import { noCount, replay, type Count } from './suggestion-context/replay';
import { packageSession, recordedSessions, type WorkSession } from './suggestion-context/steps';
import { report, type Table } from './support/report';

export async function run({
  args,
  write,
  quick,
}: {
  args: string[];
  write: boolean;
  quick: boolean;
}): Promise<void> {
  const at = args.indexOf('--cases');
  const folder = at >= 0 ? args[at + 1] : process.env['CODEX_SPARK_NEXT_EDIT_CASES'];
  const isTuning = args.includes('--tuning');
  const packages = (isTuning ? tuning : heldOut).slice(0, quick ? 2 : undefined);
  const tables = [
    await tableOf(
      'versions of packages',
      packages.map(pinned => packageSession(versionPairs(pinned))),
    ),
  ];
  if (folder !== undefined && existsSync(folder))
    tables.push(await tableOf('recorded sessions', recordedSessions(folder)));
  await report('suggestion-context', tables, write && !isTuning);
}

async function tableOf(what: string, sessions: readonly WorkSession[]): Promise<Table> {
  const counts: Count[] = [];
  for (const arm of arms) {
    const count = noCount();
    for (const session of sessions) await replay(session, arm, count);
    counts.push(count);
  }
  const [none] = counts;
  return {
    title: `What is written next, in the prompt: ${what}, ${sessions.length} sessions`,
    columns: [
      'besides the files',
      'changes',
      'words %',
      'runs %',
      'prompt',
      'words, points per 1,000 tokens',
      'runs',
      'a key',
      'sent ahead',
      'read anew',
      'with FIM',
    ],
    rows: counts.map((count, n) => {
      const per = (total: number): number => Math.round(total / count.keys);
      const more = count.prompt / count.keys - (none ? none.prompt / none.keys : 0);
      const gain = (share: number, without: number): string =>
        more > 0 ? ((100_000 * (share - without)) / more).toFixed(1) : '-';
      const [words, runs] = [count.words / count.withWords, count.runs / count.withRuns];
      return [
        arms[n]?.name ?? '',
        count.keys,
        (100 * words).toFixed(1),
        (100 * runs).toFixed(1),
        per(count.prompt),
        gain(words, none ? none.words / none.withWords : 0),
        gain(runs, none ? none.runs / none.withRuns : 0),
        per(count.key),
        count.warmUps,
        per(count.anew),
        per(count.fim),
      ];
    }),
    notes: [
      'Words: of those that a change brings, which share stands in the prompt; runs: the same of four words or signs that follow each other. Mean over the changes.',
      'Tokens by estimateTokens, mean of all changes: of the prompt, of what goes with a key, of what is sent ahead and did not stand there before, and of a prompt to fill in the middle behind where it begins as the one before.',
    ],
  };
}
