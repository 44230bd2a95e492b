import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { fileAt } from '../context/fileAt';
import { keptBack, whenDecided, type SendPermission } from '../context/pieces';

type Message = Pick<vscode.LanguageModelChatRequestMessage, 'content'>;

/** What decides about files. */
export interface ResultFilter {
  readonly permission: SendPermission;
  readonly clock: Clock;
}

/** How deep in what a tool was given files are looked for. */
const deepest = 4;

/**
 * Which results of tools are not sent, by the ids of their calls, and why: those of calls that name a file which may not
 * be sent. A result itself is text and does not say what it is from.
 */
export async function keptBackResults(
  messages: readonly Message[],
  { permission, clock }: ResultFilter,
): Promise<ReadonlyMap<string, string>> {
  const calls = messages
    .flatMap(({ content }) => [...content])
    .filter(part => part instanceof vscode.LanguageModelToolCallPart);
  const found = await Promise.all(
    calls.map(async ({ callId, input }): Promise<[string, string][]> => {
      for (const uri of filesIn(input)) {
        await whenDecided(uri, permission, clock);
        const why = keptBack(uri, permission);
        if (why !== undefined) return [[callId, why]];
      }
      return [];
    }),
  );
  return new Map(found.flat());
}

/** The files that what a tool was given names: under a key that says so, by address, by path, or in the workspace. */
function filesIn(input: unknown, depth = 0): vscode.Uri[] {
  if (typeof input !== 'object' || input === null || depth > deepest) return [];
  return Object.entries(input).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value !== 'string') return filesIn(named(key, value), depth + 1);
    return /(path|file|filename|uri)s?$/i.test(key) ? filesNamed(value) : [];
  });
}

/** A list of names, as what has them under its own key. */
function named(key: string, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown) => (typeof item === 'string' ? { [key]: item } : item));
}

function filesNamed(name: string): vscode.Uri[] {
  if (name === '' || name.length > 4_096 || /[\r\n\0]/.test(name)) return [];
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(name)) {
    const uri = fileAt(name);
    return uri ? [uri] : [];
  }
  if (/^([/\\]|[a-z]:[/\\])/i.test(name)) return [vscode.Uri.file(name)];
  const folders = vscode.workspace.workspaceFolders?.map(({ uri }) => uri) ?? [vscode.Uri.file('/')];
  return folders.map(folder => vscode.Uri.joinPath(folder, name));
}
