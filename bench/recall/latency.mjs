// Time of one completion while typing in a file of 3000 lines, alone and with a workspace of 2000 files.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const clock = { now: () => performance.now(), setTimeout: () => ({ dispose() {} }) };
const round = value => Math.round(value * 100) / 100;

/** Returns { fileOnly, withWorkspace, indexing }, times in ms. */
export async function measureLatency(engine, projects) {
  const texts = projects
    .filter(({ language }) => language !== 'python')
    .flatMap(({ files }) => files.map(f => f.text));
  const big = texts.join('\n').split('\n').slice(5000, 8000).join('\n');
  const root = mkdtempSync(join(tmpdir(), 'recall-'));
  try {
    for (let at = 0; at < 2000; at++) {
      const folder = join(root, `${at % 40}`);
      mkdirSync(folder, { recursive: true });
      // Where there are too few files, further ones with other names take their place.
      const text = texts[at % texts.length];
      writeFileSync(
        join(folder, `${at}.ts`),
        at < texts.length ? text : text.replace(/\b(\w{6,})\b/g, '$1X'),
      );
    }
    const alone = new engine.Recall(new engine.CodeBase(undefined, clock, log), clock);
    const fileOnly = typing(alone, big);
    const base = new engine.CodeBase(root, clock, log);
    const recall = new engine.Recall(base, clock);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const started = performance.now();
    await base.workspace.refresh();
    delay.disable();
    const indexing = {
      milliseconds: Math.round(performance.now() - started),
      eventLoopHeldP99: round(delay.percentile(99) / 1e6),
      eventLoopHeldMax: round(delay.max / 1e6),
    };
    return { characters: big.length, fileOnly, withWorkspace: typing(recall, big), indexing };
  } finally {
    rmSync(root, { recursive: true });
  }
}

function typing(recall, text) {
  const middle = Math.floor(text.length * 0.6);
  const complete = (prefix, suffix) => {
    const started = performance.now();
    recall.complete({ kind: 'cursor', path: 'open.ts', language: 'typescript', prefix, suffix }, 200);
    return performance.now() - started;
  };
  const suffix = text.slice(middle + 400);
  const typed = [];
  for (let at = 0; at < 400; at++) typed.push(complete(text.slice(0, middle + at), suffix));
  const jumps = [];
  for (let at = 0; at < 60; at++) {
    const cursor = Math.floor((text.length * ((at * 37) % 60)) / 60);
    jumps.push(complete(text.slice(0, cursor), text.slice(cursor)));
  }
  return { keystroke: spread(typed), cursorMoved: spread(jumps) };
}

function spread(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = share => round(sorted[Math.floor((sorted.length - 1) * share)]);
  return { p50: at(0.5), p95: at(0.95), first: round(times[0]) };
}
