import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';

const trace = v.object({
  traceEvents: v.array(
    v.looseObject({
      name: v.string(),
      pid: v.number(),
      tid: v.number(),
      /** Duration, in µs. */
      dur: v.optional(v.number()),
      args: v.optional(v.looseObject({ name: v.optional(v.string()) })),
    }),
  ),
});

/**
 * Durations of the tasks of the page's main thread while `work` ran, in ms. Chromium's own tracing: nothing runs in
 * the page for it, and short tasks are there as well as long ones.
 */
export async function rendererTasks(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<number[]> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  let traced: Buffer;
  try {
    await work();
  } finally {
    traced = await browser.stopTracing();
  }
  const { traceEvents } = v.parse(trace, JSON.parse(traced.toString()));
  const threads = new Map<string, number[]>();
  for (const { name, pid, tid, args } of traceEvents) {
    if (name === 'thread_name' && args?.name === 'CrRendererMain') threads.set(`${pid}.${tid}`, []);
  }
  for (const { name, pid, tid, dur } of traceEvents) {
    if (name === 'ThreadControllerImpl::RunTask' && dur !== undefined)
      threads.get(`${pid}.${tid}`)?.push(dur / 1000);
  }
  // Frames of other origins have renderers of their own; the workbench is the one that works.
  const total = (tasks: readonly number[]): number => tasks.reduce((sum, ms) => sum + ms, 0);
  const [busiest] = [...threads.values()].sort((a, b) => total(b) - total(a));
  if (!busiest || busiest.length === 0) throw new Error('the trace holds no task of the page');
  return busiest;
}
