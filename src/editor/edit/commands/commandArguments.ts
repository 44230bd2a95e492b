import * as vscode from 'vscode';
import type { FixArguments } from './fixActions';

/** The numbers a command was called with: ids of an edit and of a hunk. */
export function asNumbers(args: readonly unknown[]): readonly number[] {
  return args.filter(each => typeof each === 'number');
}

/** The ids in a row of the review list. */
export function asHunkNode(node: unknown): readonly [edit: number, hunk: number] | undefined {
  if (typeof node !== 'object' || node === null || !('edit' in node) || !('hunk' in node)) return undefined;
  const id = (value: unknown): number | undefined =>
    typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'number'
      ? value.id
      : undefined;
  const [edit, hunk] = [id(node.edit), id(node.hunk)];
  return edit === undefined || hunk === undefined ? undefined : [edit, hunk];
}

/** The instruction a key binding of the user brings along: `"args": { "instruction": "..." }`. */
export function asInstruction(given: unknown): string | undefined {
  if (typeof given !== 'object' || given === null || !('instruction' in given)) return undefined;
  const { instruction } = given;
  return typeof instruction === 'string' && instruction.trim() !== '' ? instruction.trim() : undefined;
}

/** Whether a key of the manifest has called a command: `"args": { "byKey": true }`. */
export function isByKey(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'byKey' in given && given.byKey === true;
}

/** The files a command of the explorer was called on. */
export function asUris(first: unknown, all: unknown): readonly vscode.Uri[] {
  const uris = (Array.isArray(all) ? all : [first]).filter((each: unknown) => each instanceof vscode.Uri);
  return uris;
}

/** Whether a command was called by a code action. */
export function isFixArguments(args: readonly unknown[]): args is FixArguments {
  const [uri, range, messages] = args;
  return uri instanceof vscode.Uri && range instanceof vscode.Range && Array.isArray(messages);
}
