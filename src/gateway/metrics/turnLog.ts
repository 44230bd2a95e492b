import { createWriteStream } from 'node:fs';
import type { Log } from '../../common/log';
import type { ClientTurn, OnTurn } from './turnReport';

/**
 * Writes a line of JSON for each turn: what it was and what it cost, never code. Lines of several processes do not mix.
 * @param file `-`: standard error. A file is added to, and made where there is none; what goes wrong with it is logged
 */
export function openTurnLog(file: string, log: Log): OnTurn {
  if (file === '-') return turn => void process.stderr.write(lineOf(turn));
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  stream.on('error', error => log.error('turns not written', { error: error.message }));
  return turn => void stream.write(lineOf(turn));
}

/** One turn as a line. Times are rounded to tenths of a millisecond. */
function lineOf({ startedAt, firstTokenMs, ms, ...turn }: ClientTurn): string {
  const tenths = (value: number): number => Math.round(value * 10) / 10;
  const line = {
    time: new Date(startedAt).toISOString(),
    ...turn,
    firstTokenMs: firstTokenMs === undefined ? undefined : tenths(firstTokenMs),
    ms: tenths(ms),
  };
  return `${JSON.stringify(line)}\n`;
}
