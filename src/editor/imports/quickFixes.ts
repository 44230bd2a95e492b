import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { isRecord } from '../../protocol/saidError';
import type { Fix } from './importFix';

/** A quick fix of a language service, and what it is judged by. */
export interface QuickFix extends Fix {
  readonly action: vscode.CodeAction;
}

/** Stands for an answer that has not come. */
const isLate = Symbol('late');

/** How many fixes a language service works out: the one it prefers is among the first. */
const mostResolved = 8;

/**
 * The quick fixes of a range, asked of the language service. Resolves to none when it fails, and to undefined when it has
 * not answered by then; what it says later is of no interest.
 * @param limitMs how long it is waited for, in ms
 */
export async function quickFixesAt(
  { uri }: vscode.TextDocument,
  range: vscode.Range,
  clock: Clock,
  limitMs: number,
): Promise<readonly QuickFix[] | undefined> {
  const asked = vscode.commands.executeCommand(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
    mostResolved,
  );
  const actions = await new Promise<unknown>(resolve => {
    const late = clock.setTimeout(() => resolve(isLate), limitMs);
    const done = (value: unknown): void => {
      late.dispose();
      resolve(value);
    };
    asked.then(done, () => done(undefined));
  });
  if (actions === isLate) return undefined;
  const list: readonly unknown[] = Array.isArray(actions) ? actions : [];
  return list.filter(isCodeAction).map(action => ({
    action,
    title: action.title,
    isPreferred: action.isPreferred === true,
    isDisabled: action.disabled !== undefined,
    hasEffect: action.edit !== undefined || action.command !== undefined,
  }));
}

/** Applies a fix: its edit in one step of undo, then its command. Resolves to whether VS Code took it. */
export async function applyFix({ edit, command }: vscode.CodeAction): Promise<boolean> {
  if (edit && !(await vscode.workspace.applyEdit(edit))) return false;
  if (command) {
    const args: readonly unknown[] = command.arguments ?? [];
    await vscode.commands.executeCommand(command.command, ...args);
  }
  return true;
}

/** A list of fixes may hold bare commands, which no language service can prefer. */
function isCodeAction(action: unknown): action is vscode.CodeAction {
  return isRecord(action) && typeof action['title'] === 'string' && typeof action['command'] !== 'string';
}
