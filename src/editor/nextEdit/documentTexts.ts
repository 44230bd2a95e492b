import type * as vscode from 'vscode';
import type { DocumentText } from '../../nextEdit/nextEdit';
import type { RecentHistory } from '../../nextEdit/history/recentHistory';
import { lengthOf } from '../document/lengthOf';

/**
 * Documents as they are now, each version once. Their texts are put together when somebody reads them for the first time, as
 * they are at that moment: who reads after an await looks first whether the document has changed.
 */
export type DocumentTexts = (document: vscode.TextDocument) => DocumentText;

/**
 * Keeps the text of a document for as long as it has this version and somebody holds the document. What the history follows
 * it has in pieces already; VS Code, which has it in lines, is asked for the others.
 */
export function documentTexts(history: Pick<RecentHistory, 'textOf' | 'lengthOf'>): DocumentTexts {
  const known = new WeakMap<vscode.TextDocument, { version: number; text: DocumentText }>();
  return document => {
    const { version, languageId } = document;
    const last = known.get(document);
    if (last?.version === version && last.text.languageId === languageId) return last.text;
    const uri = document.uri.toString();
    const isFollowed = history.lengthOf(uri) === lengthOf(document);
    let read: string | undefined;
    const text: DocumentText = {
      uri,
      languageId,
      get text() {
        return (read ??= (isFollowed ? history.textOf(uri) : undefined) ?? document.getText());
      },
    };
    known.set(document, { version, text });
    return text;
  };
}
