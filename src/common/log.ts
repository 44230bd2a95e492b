/** Facts that go with a log line. Never put code, prompts or keys here. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Where a part writes what it did. The shape of VS Code's `LogOutputChannel`, plus structured fields, so the
 * pure rooms can log without knowing the editor.
 */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/**
 * Discards everything: for whoever drives a room by itself.
 * @public
 */
export const silentLog: Log = {
  debug() {},
  info() {},
  warn() {},
  error() {},
};

/** A log that adds fields to every line, after its own. */
export function withFields(log: Log, more: LogFields): Log {
  const at =
    (level: keyof Log) =>
    (message: string, fields?: LogFields): void =>
      log[level](message, { ...fields, ...more });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** Renders fields as ` key=value` pairs in the order they were given; undefined ones are left out. */
export function formatFields(fields: LogFields | undefined): string {
  if (!fields) return '';
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}=${typeof value === 'string' && /\s/.test(value) ? JSON.stringify(value) : value}`,
    )
    .join('');
}
