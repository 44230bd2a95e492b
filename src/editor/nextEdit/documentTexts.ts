import type * as vscode from 'vscode';
import type { DocumentText } from '../../nextEdit/nextEdit';

/** Reads documents whole, each version once. */
export type DocumentTexts = (document: vscode.TextDocument) => DocumentText;

/** Keeps the text of a document for as long as it has this version and somebody holds the document. */
export function documentTexts(): DocumentTexts {
  const known = new WeakMap<vscode.TextDocument, { version: number; text: DocumentText }>();
  return document => {
    const { version, languageId } = document;
    const last = known.get(document);
    if (last?.version === version && last.text.languageId === languageId) return last.text;
    const text = { uri: document.uri.toString(), languageId, text: document.getText() };
    known.set(document, { version, text });
    return text;
  };
}
