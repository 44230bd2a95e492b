import type * as vscode from 'vscode';
import { formatFields, type Log } from '../common/log';

/** Writes to an output channel of VS Code, which filters by the level the person chose. */
export function channelLog(channel: vscode.LogOutputChannel): Log {
  return {
    debug: (message, fields) => channel.debug(message + formatFields(fields)),
    info: (message, fields) => channel.info(message + formatFields(fields)),
    warn: (message, fields) => channel.warn(message + formatFields(fields)),
    error: (message, fields) => channel.error(message + formatFields(fields)),
  };
}
