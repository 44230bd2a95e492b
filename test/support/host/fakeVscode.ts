import { Position, Range, standInForVscode } from './vscodeStandIn';

/** What a test says about the window. */
export const fakeWindow: { visibleTextEditors: unknown[]; activeTextEditor: unknown } = {
  visibleTextEditors: [],
  activeTextEditor: undefined,
};

/**
 * So much of VS Code's API that live edits run in Node, without an editor: import this before anything that imports
 * `vscode`. One document is in sight, to its end.
 */
const api = {
  Position,
  Range,
  Uri: { file: (path: string) => ({ path, fsPath: path }) },
  EndOfLine: { LF: 1, CRLF: 2 },
  TextDocumentChangeReason: { Undo: 1, Redo: 2 },
  window: fakeWindow,
  commands: { executeCommand: () => Promise.resolve() },
  workspace: { asRelativePath: (uri: { readonly path: string }) => uri.path.slice(1) },
};

standInForVscode(api);
