import * as vscode from 'vscode';
import type { DocumentText } from '../../nextEdit/nextEdit';
import { lengthOf } from '../document/lengthOf';
import type { Permission } from '../permission/permission';
import type { DocumentTexts } from './documentTexts';
import type { NextEditMode } from './mode';

/** So many other documents are looked at. */
const mostOthers = 10;

/** Together they have no more than so many UTF-16 code units. */
const mostUnits = 1_000_000;

/** The other documents that a next edit of somebody who is in this one, and wants this, may be about. */
export type OpenTexts = (active: DocumentText, mode: NextEditMode) => readonly DocumentText[];

/** What it takes to choose them. */
export interface OpenTextsParts {
  readonly permission: Pick<Permission, 'suggestionsOff'>;
  readonly texts: DocumentTexts;
}

/** Those of the text tabs that get suggestions, the ones in sight first; none where only the same file is wanted. */
export function openTexts({ permission, texts }: OpenTextsParts): OpenTexts {
  return (active, mode) => {
    if (mode === 'sameFile') return [];
    let units = 0;
    const others: vscode.TextDocument[] = [];
    for (const document of openDocuments()) {
      if (others.length === mostOthers) break;
      if (document.uri.toString() !== active.uri && !permission.suggestionsOff(document))
        others.push(document);
    }
    return others.filter(document => (units += lengthOf(document)) <= mostUnits).map(texts);
  };
}

function openDocuments(): readonly vscode.TextDocument[] {
  const tabs = new Set(
    vscode.window.tabGroups.all.flatMap(group =>
      group.tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : [])),
    ),
  );
  const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
  return [...new Set([...visible, ...vscode.workspace.textDocuments])].filter(({ uri }) =>
    tabs.has(uri.toString()),
  );
}
