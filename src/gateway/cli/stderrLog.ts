import { formatFields, type Log, type LogFields } from '../../common/log';

/**
 * Writes one line per entry: time, level, message, `key=value` facts. Never code, prompts or keys. `debug` only
 * when asked for.
 */
export function createLineLog(write: (line: string) => void, now: () => Date, withDebug: boolean): Log {
  const at =
    (level: string) =>
    (message: string, fields?: LogFields): void =>
      write(`${now().toISOString()} ${level} ${oneLine(message + formatFields(fields))}\n`);
  return {
    debug: withDebug ? at('debug') : () => {},
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n]+\s*/g, ' ');
}
