import * as vscode from 'vscode';
import { silentLog } from '../../../src/common/log';
import { DocumentChanges } from '../../../src/editor/document/documentChanges';

/** The changes of this window's documents, for parts that a test builds by itself. Lasts as long as the window. */
export const windowChanges = new DocumentChanges(vscode.workspace.onDidChangeTextDocument, silentLog);
