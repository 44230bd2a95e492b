import * as vscode from 'vscode';
import type { Event } from '../../common/emitter';
import type { NextEdit } from '../../nextEdit/nextEdit';
import type { ChangeHistory } from '../context/changeHistory';
import type { Permission } from '../permission/permission';
import { isWanted, nextEditSettings, type NextEditMode } from './mode';
import { documentOf } from './where';

/** What decides whether next edits are offered. */
export interface AllowedParts {
  readonly permission: Pick<Permission, 'suggestionsOff' | 'mayBeSent' | 'isDecided' | 'onDidChange'>;
  readonly history: Pick<ChangeHistory, 'follows'>;
  /** Whether the tab stops of a snippet are filled in there. */
  readonly inSnippet: (document: vscode.TextDocument) => boolean;
  /** Rewrites that are open to review. */
  readonly review: { readonly isOpen: () => boolean; readonly onDidChange: Event<unknown> };
}

/**
 * What of next edits is offered to somebody who is in this document.
 * @param isComposing an input method composes
 */
export function offeredIn(
  document: vscode.TextDocument,
  isComposing: boolean,
  { permission, history, inSnippet, review }: AllowedParts,
): NextEditMode {
  const editor = vscode.window.activeTextEditor;
  if (!vscode.workspace.isTrusted || editor?.document !== document) return 'off';
  if (editor.selections.length > 1 || isComposing || inSnippet(document)) return 'off';
  if (review.isOpen() || permission.suggestionsOff(document) || !history.follows(document)) return 'off';
  return nextEditSettings(document).mode;
}

/** Whether the document of an edit may be changed. */
export function mayChange(edit: NextEdit, { permission }: Pick<AllowedParts, 'permission'>): boolean {
  const document = documentOf(edit);
  return document !== undefined && permission.mayBeSent(document.uri);
}

/** Whether an edit can be made where the user is. Asked at the moment of the key. */
export function mayMake(edit: NextEdit, { permission, inSnippet, review }: AllowedParts): boolean {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.selections.length > 1 || !editor.selection.isEmpty) return false;
  return mayChange(edit, { permission }) && !review.isOpen() && !inSnippet(editor.document);
}

/** Whether an edit on screen may stay there, as permission and settings are now. While ignore files are read nothing changes. */
export function mayStay(edit: NextEdit, { permission }: Pick<AllowedParts, 'permission'>): boolean {
  const editor = vscode.window.activeTextEditor;
  const uri = documentOf(edit)?.uri;
  if (!editor || !uri) return true;
  if (permission.isDecided(uri) && !permission.mayBeSent(uri)) return false;
  const { document } = editor;
  return isWanted(nextEditSettings(document).mode, edit, document.uri.toString());
}
