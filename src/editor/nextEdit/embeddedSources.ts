import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import type { DocumentText, NextEditKind } from '../../nextEdit/nextEdit';
import type { LanguageKnowledge } from '../../nextEdit/predict/moment';
import { predictNextEdits } from '../../nextEdit/predict/predict';
import type { ChangeHistory } from '../context/changeHistory';
import type { Permission } from '../permission/permission';
import type { DocumentTexts } from './documentTexts';
import type { NextEditMode } from './mode';
import type { PreferredFixes } from './preferredFixes';
import type { NextEditMoment, NextEditSource } from './source';

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
  readonly fixes: PreferredFixes;
  readonly clock: Clock;
}

/**
 * Next edits by what was changed of late, without a model: in this process, in slices of a few milliseconds. The first
 * source answers at once; the second waits for what the language service finds wrong after the change.
 */
export function embeddedSources(parts: EmbeddedParts): readonly NextEditSource[] {
  const { history, permission, mode, texts, fixes, clock } = parts;
  const others = (active: string): readonly DocumentText[] => {
    let units = 0;
    return openDocuments()
      .filter(document => document.uri.toString() !== active && permission.mayBeSent(document.uri))
      .slice(0, mostOthers)
      .map(texts)
      .filter(({ text }) => (units += text.length) <= mostUnits);
  };
  const predict = (
    { document, cursor }: NextEditMoment,
    kinds: readonly NextEditKind[],
    signal: AbortSignal,
    language?: LanguageKnowledge,
  ): ReturnType<typeof predictNextEdits> => {
    const wanted = mode(document.languageId, document.uri);
    return predictNextEdits(
      {
        active: document,
        cursor,
        others: wanted === 'sameFile' ? [] : others(document.uri),
        history: history.recent,
        time: clock.now(),
      },
      {
        kinds: wanted === 'renamesOnly' ? kinds.filter(kind => kind === 'rename') : kinds,
        breathe: () => new Promise(resolve => setImmediate(resolve)),
        ...(language ? { language } : {}),
      },
      signal,
    );
  };
  return [
    { predict: (moment, signal) => predict(moment, ['rename', 'repeat', 'argument'], signal) },
    {
      predict: async (moment, signal) => {
        if (mode(moment.document.languageId, moment.document.uri) === 'renamesOnly') return [];
        const found = await fixes(moment.document.uri, signal);
        if (found.length === 0) return [];
        return await predict(moment, ['fix'], signal, { fixes: () => Promise.resolve(found) });
      },
    },
  ];
}

/** The documents of the text tabs, those in sight first. */
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
