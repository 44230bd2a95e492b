import { formatFields, type Log, type LogFields } from './log';

/** How serious a line is. */
export type LogLevel = keyof Log;

/** A log that hands every line to one function, already put together. */
export function lineLog(write: (level: LogLevel, line: string) => void): Log {
  const at =
    (level: LogLevel) =>
    (message: string, fields?: LogFields): void =>
      write(level, message + formatFields(fields));
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** A log that passes every line on to several. */
export function teeLog(...logs: readonly Log[]): Log {
  const at =
    (level: LogLevel) =>
    (message: string, fields?: LogFields): void => {
      for (const log of logs) log[level](message, fields);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** The latest lines of a log, for a report. */
export interface RecentLog extends Log {
  /** Oldest first, each with its level in front. */
  readonly lines: readonly string[];
}

/**
 * Keeps the latest lines in memory.
 * @param capacity how many lines are kept
 */
export function recentLog(capacity: number): RecentLog {
  const lines: string[] = [];
  const log = lineLog((level, line) => {
    lines.push(`${level} ${line}`);
    if (lines.length > capacity) lines.splice(0, lines.length - capacity);
  });
  return { ...log, lines };
}
