import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import type { DocumentText, NextEditKind } from '../../nextEdit/nextEdit';
import { predictNextEdits } from '../../nextEdit/predict/predict';
import type { ChangeHistory } from '../context/changeHistory';
import type { Permission } from '../permission/permission';
import type { DocumentTexts } from './documentTexts';
import type { NextEditMode } from './mode';
import type { NextEditSource } from './source';

/** So many other documents are looked at. */
const mostOthers = 10;

/** Together they have no more than so many UTF-16 code units. */
const mostUnits = 1_000_000;

/** What the prediction without a model works with. */
export interface EmbeddedParts {
  readonly history: ChangeHistory;
  readonly permission: Pick<Permission, 'mayBeSent'>;
  /** What is wanted in a document. */
  readonly mode: (languageId: string, uri: string) => NextEditMode;
  readonly texts: DocumentTexts;
  readonly clock: Clock;
}

/** Next edits by what was changed of late, without a model: in this process, in slices of a few milliseconds. */
export function embeddedSource({ history, permission, mode, texts, clock }: EmbeddedParts): NextEditSource {
  const others = (active: string): readonly DocumentText[] => {
    let units = 0;
    return openDocuments()
      .filter(document => document.uri.toString() !== active && permission.mayBeSent(document.uri))
      .slice(0, mostOthers)
      .map(texts)
      .filter(({ text }) => (units += text.length) <= mostUnits);
  };
  return {
    predict({ document, cursor }, signal) {
      const wanted = mode(document.languageId, document.uri);
      const kinds: readonly NextEditKind[] | undefined = wanted === 'renamesOnly' ? ['rename'] : undefined;
      return predictNextEdits(
        {
          active: document,
          cursor,
          others: wanted === 'sameFile' ? [] : others(document.uri),
          history: history.recent,
          time: clock.now(),
        },
        { ...(kinds ? { kinds } : {}), breathe: () => new Promise(resolve => setImmediate(resolve)) },
        signal,
      );
    },
  };
}

/** The documents of the text tabs, those in sight first. */
function openDocuments(): readonly vscode.TextDocument[] {
  const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
  const tabs = new Set(
    vscode.window.tabGroups.all.flatMap(({ tabs: each }) =>
      each.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : [])),
    ),
  );
  const open = vscode.workspace.textDocuments.filter(({ uri }) => tabs.has(uri.toString()));
  return [...new Set([...visible.filter(({ uri }) => tabs.has(uri.toString())), ...open])];
}
