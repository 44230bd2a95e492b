import { createWriteStream } from 'node:fs';
import type { Log } from '../../common/log';
import type { ClientTurn, OnTurn } from './turnReport';

/** Most that waits to be written, in bytes; lines that find no room are left out. */
const mostWaitingBytes = 8 * 1024 * 1024;

/** Where the lines of turns go. Ended by its owner. */
export interface TurnLog {
  readonly onTurn: OnTurn;
  /** Resolves when what was told is written, or cannot be. */
  end(): Promise<void>;
}

/**
 * Writes a line of JSON for each turn: what it was and what it cost, never code. Lines of several processes do not mix.
 * @param file `-`: standard error. A file is added to, and made where there is none; what goes wrong with it is logged
 */
export function openTurnLog(file: string, log: Log): TurnLog {
  if (file === '-') return { onTurn: turn => void process.stderr.write(lineOf(turn)), end: async () => {} };
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  stream.on('error', error => log.error('turns not written', { error: error.message }));
  let leftOut = false;
  return {
    onTurn(turn) {
      if (stream.writableLength < mostWaitingBytes) return void stream.write(lineOf(turn));
      if (leftOut) return;
      leftOut = true;
      log.error('turns left out: they are not written as fast as they come', { file });
    },
    end: () => new Promise(resolve => void stream.end(() => resolve())),
  };
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
