/**
 * Asks small real models for completions, rewrites and edits of real code and looks how their answers break the form they
 * were asked for in, and what of that is shown. See docs/benchmarks.md.
 *
 * `--model smollm|gemma|qwen`, `--count N` of each kind, `--judge` looks only at what was collected before, `--show`
 * prints what is shown. What was
 * collected is kept: a run that is cut short goes on where it was.
 */
import { liveCorpus, option, startLive } from './live/rig';
import { collect, collected, tasksFrom } from './live-forms/collect';
import { judged, tables } from './live-forms/judge';
import { report } from './support/report';

/** Requests at the same time. */
const slots = 6;

const models = ['smollm', 'gemma', 'qwen'] as const;

export async function run({
  write,
  quick,
  args,
}: {
  write: boolean;
  quick: boolean;
  args: readonly string[];
}): Promise<void> {
  const count = Number(option(args, '--count') ?? (quick ? 5 : 200));
  const tasks = tasksFrom(await liveCorpus(), count);
  const wanted = option(args, '--model');
  const chosen = wanted === undefined ? models : models.filter(model => model === wanted);
  for (const model of args.includes('--judge') ? [] : chosen) {
    const live = await startLive({ model, context: slots * 2_048, slots }, slots);
    try {
      await collect(model, tasks, live.rigs);
    } finally {
      await live.stop();
    }
  }
  const verdicts = models.flatMap(model => judged(model, tasks, collected(model)));
  if (args.includes('--show')) {
    for (const { model, id, form, shown, faults } of verdicts) {
      if (shown !== '') console.log(`\n=== ${model} ${id} [${form}] ${faults.join(' ')}\n${shown}`);
    }
  }
  await report('live-forms', tables(verdicts), write && wanted === undefined);
}
