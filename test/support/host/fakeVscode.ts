import Module from 'node:module';

/**
 * So much of VS Code's API that live edits run in Node, without an editor: import this before anything that imports
 * `vscode`. One document is in sight, to its end.
 */
class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
  ) {}
}

/** What a test says about the window. */
export const fakeWindow: { visibleTextEditors: unknown[]; activeTextEditor: unknown } = {
  visibleTextEditors: [],
  activeTextEditor: undefined,
};

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

interface Loader {
  _load(this: void, request: string, ...rest: readonly unknown[]): unknown;
}

const loader = Module as unknown as Loader;
const load = loader._load;
loader._load = (request, ...rest) => (request === 'vscode' ? api : load(request, ...rest));
