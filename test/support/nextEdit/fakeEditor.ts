import type * as vscode from 'vscode';
import { Emitter } from '../../../src/common/emitter';
import { applyEdits, type TextEdit } from '../../../src/diff/textEdit';
import { Position, Range, standInForVscode } from '../host/vscodeStandIn';

class Selection extends Range {
  get active(): Position {
    return this.end;
  }

  get isEmpty(): boolean {
    return this.start.line === this.end.line && this.start.character === this.end.character;
  }
}

function uriOf(text: string): { readonly scheme: string; readonly path: string; toString(): string } {
  const [, scheme = '', path = ''] = /^(\w+):(?:\/\/)?(.*)$/.exec(text) ?? [];
  return { scheme, path, toString: () => text };
}

const events = {
  selection: new Emitter<unknown>(),
  ranges: new Emitter<unknown>(),
  editor: new Emitter<unknown>(),
  configuration: new Emitter<unknown>(),
};

/** What a test says about the window. */
const fake = {
  editor: undefined as FakeEditor | undefined,
  settings: new Map<string, unknown>(),
  isTrusted: true,
};

/**
 * So much of VS Code's API that next edits run in Node, without an editor: import this before anything that imports
 * `vscode`. One editor is there, with one document.
 */
const api = {
  Position,
  Range,
  Selection,
  EndOfLine: { LF: 1, CRLF: 2 },
  TextDocumentChangeReason: { Undo: 1, Redo: 2 },
  TextEditorRevealType: { InCenterIfOutsideViewport: 2 },
  Uri: {
    parse: uriOf,
    from: ({ scheme, path }: { scheme: string; path: string }) => uriOf(`${scheme}:${path}`),
  },
  window: {
    get activeTextEditor() {
      return fake.editor;
    },
    onDidChangeTextEditorSelection: events.selection.event,
    onDidChangeTextEditorVisibleRanges: events.ranges.event,
    onDidChangeActiveTextEditor: events.editor.event,
  },
  workspace: {
    get isTrusted() {
      return fake.isTrusted;
    },
    get textDocuments() {
      return fake.editor ? [fake.editor.document] : [];
    },
    getConfiguration: () => ({ get: (name: string, other: unknown) => fake.settings.get(name) ?? other }),
    onDidChangeConfiguration: events.configuration.event,
  },
};

standInForVscode(api);

/** An editor of which the test is the user. */
export class FakeEditor {
  readonly document: vscode.TextDocument;
  readonly visibleRanges = [new Range(new Position(0, 0), new Position(100, 0))];
  /** What VS Code tells of each change. */
  readonly onDidChange = new Emitter<vscode.TextDocumentChangeEvent>();
  private text: string;
  private version = 1;
  private held: readonly Selection[];

  /** @param screen the text, with `█` at the cursor; the editor is the active one from now on */
  constructor(
    screen: string,
    readonly uri = 'file:///a.ts',
  ) {
    const cursor = Math.max(0, screen.indexOf('█'));
    this.text = screen.replace('█', '');
    const now = (): string => this.text;
    const version = (): number => this.version;
    const document: Partial<vscode.TextDocument> = {
      uri: api.Uri.parse(uri) as unknown as vscode.Uri,
      languageId: 'typescript',
      get version() {
        return version();
      },
      get lineCount() {
        return now().split('\n').length;
      },
      positionAt: offset => {
        const before = now().slice(0, offset).split('\n');
        return new Position(before.length - 1, before.at(-1)?.length ?? 0) as vscode.Position;
      },
      offsetAt: ({ line, character }) =>
        now()
          .split('\n')
          .slice(0, line)
          .reduce((sum, { length }) => sum + length + 1, character),
      lineAt: ((line: number) => ({ text: now().split('\n')[line] ?? '' })) as vscode.TextDocument['lineAt'],
      getText: range =>
        range ? now().slice(this.document.offsetAt(range.start), this.document.offsetAt(range.end)) : now(),
    };
    this.document = document as vscode.TextDocument;
    this.held = [this.selectionAt(cursor)];
    fake.editor = this;
  }

  get selections(): readonly Selection[] {
    return this.held;
  }

  get selection(): Selection {
    return this.held[0] ?? this.selectionAt(0);
  }

  set selection(selection: Selection) {
    this.held = [selection];
    events.selection.fire({ textEditor: this });
  }

  revealRange(): void {}

  /** VS Code's way to change a text: the cursor goes along with what is inserted at it. */
  edit(callback: (builder: Pick<vscode.TextEditorEdit, 'insert' | 'delete'>) => void): Promise<boolean> {
    const edits: TextEdit[] = [];
    callback({
      insert: (position, text) => {
        edits.push({ offset: this.document.offsetAt(position), length: 0, text });
      },
      delete: range => {
        const offset = this.document.offsetAt(range.start);
        edits.push({ offset, length: this.document.offsetAt(range.end) - offset, text: '' });
      },
    });
    const { cursor } = this;
    const before = edits.filter(({ offset, length }) => offset + length <= cursor);
    this.change(edits);
    this.moveTo(before.reduce((at, { length, text }) => at + text.length - length, cursor));
    return Promise.resolve(true);
  }

  /** The text with `█` at the cursor. */
  get screen(): string {
    const at = this.cursor;
    return `${this.text.slice(0, at)}█${this.text.slice(at)}`;
  }

  get cursor(): number {
    return this.document.offsetAt(this.selection.active as vscode.Position);
  }

  /** The user types at the cursor, or in the place of so many code units in front of it. */
  type(text: string, inPlaceOf = 0): void {
    const offset = this.cursor - inPlaceOf;
    this.change([{ offset, length: inPlaceOf, text }]);
    this.moveTo(offset + text.length);
  }

  /** The cursor goes elsewhere. */
  moveTo(offset: number): void {
    this.selection = this.selectionAt(offset);
  }

  change(edits: readonly TextEdit[], reason?: vscode.TextDocumentChangeReason): void {
    this.text = applyEdits(this.text, edits);
    this.version++;
    const contentChanges = [...edits]
      .reverse()
      .map(
        ({ offset, length, text }) =>
          ({ rangeOffset: offset, rangeLength: length, text }) as vscode.TextDocumentContentChangeEvent,
      );
    this.onDidChange.fire({ document: this.document, contentChanges, reason });
  }

  /** The user turns to another editor, or to none. */
  leave(): void {
    fake.editor = undefined;
    events.editor.fire(undefined);
  }

  private selectionAt(offset: number): Selection {
    const at = this.document.positionAt(offset) as unknown as Position;
    return new Selection(at, at);
  }
}

/** What the user has set, without `codexSpark.` in front; tells of it. */
export function setSetting(name: string, value: unknown): void {
  fake.settings.set(name, value);
  events.configuration.fire({
    affectsConfiguration: (key: string) =>
      key === `codexSpark.${name}` || `codexSpark.${name}`.startsWith(`${key}.`),
  });
}
