import * as vscode from 'vscode';
import { raceAbort } from '../../common/abort';
import { sleep, type Clock } from '../../common/clock';
import { createDeferred, type Deferred } from '../../common/deferred';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { until } from '../../common/until';
import type { OffsetRange } from '../../diff/offsetRange';
import type { DocumentChanges } from '../document/documentChanges';
import type { TourAnswer, TourStage } from './tour';
import { rewrittenFunction, tourEnd, tourStart } from './tourText';

/** A person who types fast, in ms between two keys. */
const keyMs = 45;

/** At 1,000 tokens a second the two answers that are redirected take about half a second. In ms. */
const midwayMs = 250;

/** How long a suggestion may take to come, and how often it is looked for, in ms. */
const suggestionMs = 8_000;
const lookMs = 50;

/** So long is waited for one that comes by itself, in ms; then it is asked for, as in the mode "on demand". */
const bySelfMs = 3_000;

/** How long a language service may take to see that the file is empty, in ms. */
const problemsMs = 1_500;

/** What the features of the extension do for the tour; they work as they always do, on the recorded session. */
export interface TourFeatures {
  /** Tells what becomes of the file. */
  readonly changes: Pick<DocumentChanges, 'follow'>;
  /** Whether a suggestion is on screen there. */
  suggestsAt(document: vscode.TextDocument, position: vscode.Position): boolean;
  /** Begins a rewrite. */
  rewrite(document: vscode.TextDocument, region: OffsetRange, instruction: string): Promise<RunningRewrite>;
  /** Opens a chat of its own beside the file. `onTouched`: the person does something in it, or closes it. */
  openChat(onTouched: () => void): Promise<RunningChat>;
}

/** A rewrite that streams or waits for decisions. */
export interface RunningRewrite {
  readonly streams: boolean;
  redirect(instruction: string): Promise<void>;
  stop(): Promise<void>;
  /** Leaves the text as it stands. */
  acceptAll(): void;
}

/** The chat of the tour. The owner disposes: then it closes. */
export interface RunningChat extends Disposable {
  readonly answers: boolean;
  send(text: string): void;
  redirect(text: string): void;
}

/** How the tour is played. */
export interface TourManner {
  /** Nothing moves by itself: each step waits until the person goes on, and shows its end only. */
  readonly stepByStep: boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The person does something in the file: the tour has to give way. */
  readonly touched: () => void;
  /** They turn to something else: the file is not on screen any more, or they write in the chat. */
  readonly left: () => void;
  readonly say: (words: string) => void;
}

/** The file of the tour in the real editor. The owner disposes; the file is closed by `close`. */
export class EditorStage implements TourStage, Disposable {
  private readonly store = new DisposableStore();
  /** Changes of the file that the tour still expects of what it does; undefined while any may come. */
  private expected: number | undefined = 0;
  private acting = 0;
  private rewriting: RunningRewrite | undefined;
  private chat: RunningChat | undefined;
  private goOn: Deferred<void> | undefined;
  /** The person has gone on before there was something to look at. */
  private isAhead = false;

  private constructor(
    private readonly editor: vscode.TextEditor,
    private readonly features: TourFeatures,
    private readonly manner: TourManner,
  ) {
    const isOurs = (document: vscode.TextDocument): boolean => document === this.document;
    this.store.add(
      features.changes.follow('notice', ({ document, contentChanges }) => {
        if (!isOurs(document) || contentChanges.length === 0 || this.rewriting?.streams) return;
        if (this.expected === undefined) return;
        this.expected -= contentChanges.length;
        if (this.expected < 0) manner.touched();
      }),
    );
    this.store.add(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        if (!isOurs(textEditor.document)) return;
        const { Keyboard, Mouse } = vscode.TextEditorSelectionChangeKind;
        if (kind === Mouse || (kind === Keyboard && this.acting === 0)) manner.touched();
      }),
    );
    this.store.add(
      vscode.window.onDidChangeVisibleTextEditors(editors => {
        if (!editors.some(({ document }) => isOurs(document))) manner.left();
      }),
    );
  }

  /** Opens the file. */
  static async open(features: TourFeatures, manner: TourManner): Promise<EditorStage> {
    const document = await vscode.workspace.openTextDocument({
      language: 'typescript',
      content: tourStart + tourEnd,
    });
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    // By lines: VS Code may open it with line breaks of another length.
    const cursor = new vscode.Position(tourStart.split('\n').length - 1, 0);
    editor.selection = new vscode.Selection(cursor, cursor);
    editor.revealRange(new vscode.Range(cursor, cursor), vscode.TextEditorRevealType.InCenter);
    return new EditorStage(editor, features, manner);
  }

  get document(): vscode.TextDocument {
    return this.editor.document;
  }

  /** Ends the time to look; that which comes next, where there is none at the moment. */
  next(): void {
    if (this.goOn) this.goOn.resolve();
    else this.isAhead = true;
  }

  say(words: string): void {
    this.manner.signal.throwIfAborted();
    this.manner.say(words);
  }

  async look(ms: number): Promise<void> {
    const { clock, signal, stepByStep } = this.manner;
    signal.throwIfAborted();
    if (this.isAhead) {
      this.isAhead = false;
      return;
    }
    const goOn = (this.goOn = createDeferred<void>());
    const timer = stepByStep ? undefined : clock.setTimeout(() => goOn.resolve(), ms);
    try {
      await raceAbort(goOn.promise, signal);
    } finally {
      timer?.dispose();
      this.goOn = undefined;
    }
  }

  async meanwhile(ms: number): Promise<void> {
    const { clock, signal, stepByStep } = this.manner;
    signal.throwIfAborted();
    if (!stepByStep) await sleep(clock, ms, signal);
  }

  async midway(answer: TourAnswer): Promise<void> {
    const { clock, signal, stepByStep } = this.manner;
    if (!stepByStep) return await sleep(clock, midwayMs, signal);
    await answer.done();
    await this.look(0);
  }

  async type(text: string): Promise<void> {
    const pieces = this.manner.stepByStep ? [text] : text;
    for (const piece of pieces) {
      // Not `type`: another extension may have taken that for keys of its own.
      await this.act(piece.length, 'default:type', { text: piece });
      await this.meanwhile(keyMs);
    }
  }

  async suggested(): Promise<boolean> {
    const { clock, signal } = this.manner;
    const isThere = (): boolean => this.features.suggestsAt(this.document, this.editor.selection.active);
    const began = clock.now();
    let asked = false;
    while (!isThere()) {
      const waited = clock.now() - began;
      if (waited > suggestionMs) return false;
      if (waited > bySelfMs && !asked) {
        asked = true;
        await this.act(0, 'editor.action.inlineSuggest.trigger');
      }
      await sleep(clock, lookMs, signal);
    }
    return true;
  }

  async take(what: 'all' | 'word'): Promise<void> {
    const action = what === 'all' ? 'commit' : 'acceptNextWord';
    await this.act(undefined, `editor.action.inlineSuggest.${action}`);
  }

  async rewrite(instruction: string): Promise<TourAnswer> {
    const { document } = this;
    this.manner.signal.throwIfAborted();
    const text = document.getText();
    const start = text.indexOf(rewrittenFunction.slice(0, rewrittenFunction.indexOf('\n')));
    const at = document.positionAt(start);
    this.editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.AtTop);
    const running = await this.features.rewrite(document, { start, end: text.length }, instruction);
    this.rewriting = running;
    return {
      redirect: async changed => {
        this.manner.signal.throwIfAborted();
        await running.redirect(changed);
      },
      done: () => this.until(() => !running.streams),
    };
  }

  async ask(question: string): Promise<TourAnswer> {
    this.manner.signal.throwIfAborted();
    const chat = (this.chat = await this.features.openChat(this.manner.left));
    this.manner.signal.throwIfAborted();
    chat.send(question);
    return {
      redirect: async text => {
        this.manner.signal.throwIfAborted();
        chat.redirect(text);
      },
      done: () => this.until(() => !chat.answers),
    };
  }

  /** Ends what runs; the text stays as it stands, and nothing of it waits for a decision. */
  async settle(): Promise<void> {
    this.store.dispose();
    await this.rewriting?.stop();
    this.rewriting?.acceptAll();
  }

  /** Closes the file. */
  async close(): Promise<void> {
    await closeTour(this.document.uri, this.manner.clock);
  }

  dispose(): void {
    this.store.dispose();
    this.chat?.dispose();
  }

  /** Runs a command of the editor. @param changes how many changes of the file it may make; undefined: any number */
  private async act(
    changes: number | undefined,
    command: string,
    ...args: readonly unknown[]
  ): Promise<void> {
    this.manner.signal.throwIfAborted();
    this.expected = changes;
    this.acting++;
    try {
      await vscode.commands.executeCommand(command, ...args);
    } finally {
      this.acting--;
      this.expected = 0;
    }
    this.manner.signal.throwIfAborted();
  }

  private async until(holds: () => boolean): Promise<void> {
    while (!holds()) await sleep(this.manner.clock, lookMs, this.manner.signal);
  }
}

/** Closes a file of the tour without a question: one that is empty is not unsaved. Does nothing with any other file. */
export async function closeTour(uri: vscode.Uri, clock: Clock): Promise<void> {
  const tabsOfIt = (): readonly vscode.Tab[] =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
  if (tabsOfIt().length === 0) return;
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.lineAt(0).text !== tourStart.split('\n')[0]) return;
  const emptied = new vscode.WorkspaceEdit();
  emptied.delete(uri, new vscode.Range(0, 0, document.lineCount, 0));
  await vscode.workspace.applyEdit(emptied);
  // What a language service has found in it would stay in the list of problems for minutes.
  await until(
    () => vscode.languages.getDiagnostics(uri).length === 0,
    listener => vscode.languages.onDidChangeDiagnostics(listener),
    clock,
    problemsMs,
  );
  await vscode.window.tabGroups.close(tabsOfIt(), true);
}
