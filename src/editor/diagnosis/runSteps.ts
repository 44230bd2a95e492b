import type { Clock } from '../../common/clock';
import type { Step, StepReport } from './step';

/**
 * Runs steps one after the other; what builds on a step that failed is not reached. Resolves to one report per
 * step, in order. Rejects only when `signal` aborts.
 * @param onStep called before each step with its name and its place, for a progress display
 */
export async function runSteps(
  steps: readonly Step[],
  clock: Clock,
  onStep: (name: string, index: number) => void,
  signal: AbortSignal,
): Promise<StepReport[]> {
  const reports: StepReport[] = [];
  let failed = false;
  for (const [index, step] of steps.entries()) {
    signal.throwIfAborted();
    if (failed) {
      reports.push({ name: step.name, outcome: 'not reached', detail: '', advice: undefined, ms: undefined });
      continue;
    }
    onStep(step.name, index);
    const startedAt = clock.now();
    const { outcome, detail, advice } = await step.run(signal);
    reports.push({ name: step.name, outcome, detail, advice, ms: clock.now() - startedAt });
    failed = outcome === 'failed';
  }
  return reports;
}
