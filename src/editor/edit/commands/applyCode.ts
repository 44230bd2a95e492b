import * as vscode from 'vscode';
import { sleep, type Clock } from '../../../common/clock';
import { Emitter } from '../../../common/emitter';
import { t } from '../../../common/l10n';
import { messageOf } from '../../../common/thrown';
import { changedLines } from '../../../diff/changedLines';
import { fitCode } from '../../../diff/fitCode';
import type { OffsetRange } from '../../../diff/offsetRange';
import type { TurnStarter } from '../../../session/session';
import type { AnswerSource, Outcome } from '../answers/answer';
import type { EditRegistry } from '../live/editRegistry';
import type { EditSession, EditTask } from '../live/editSession';
import { givenAnswers, replacement } from '../answers/givenAnswer';
import { GivenText } from '../answers/givenText';
import { mergedAnswers } from '../answers/mergedAnswer';
import { wholeDocument } from './target';

/** Code from elsewhere, such as an answer of the chat, that is to be put into a file as a diff to review. */
export interface ApplyRequest {
  readonly uri: vscode.Uri;
  /**
   * The code, without fences: a whole file, or a part of it. A string is complete; pieces are painted as they come.
   */
  readonly text: string | AsyncIterable<string>;
  /** What the user sees while it streams, such as `Applying` (the default). */
  readonly title?: string;
  /** Told of how many changes wait for a decision whenever that is another number than before, once the code is there. */
  readonly onDidReview?: (changes: number) => void;
}

/** How it ended. `changes` wait for the user's decision. */
export type ApplyResult =
  | { readonly kind: 'review'; readonly changes: number }
  /** The file has the code already. */
  | { readonly kind: 'unchanged' }
  /** By the user, by the signal, or because the file went away. */
  | { readonly kind: 'stopped'; readonly changes: number }
  | { readonly kind: 'failed'; readonly message: string };

/** What applying works with. */
export interface ApplyParts {
  readonly registry: EditRegistry;
  readonly model: AnswerSource;
  readonly clock: Clock;
  /** A model that merges; without it code is merged by the names in it. */
  readonly merging?: MergingParts;
}

/** A model that merges. */
export interface MergingParts {
  /** The session to ask it over, as it is now; undefined where none is chosen. */
  readonly session: () => TurnStarter | undefined;
  /** Whether text of a file may be sent. */
  readonly maySend: (uri: vscode.Uri) => Promise<boolean>;
}

/** Code that is complete after so long needs no guess where it belongs, in ms. */
const patienceMs = 40;

/**
 * Puts code into a file as any other edit: it streams in, and each change waits for a decision. The file is shown, the
 * focus stays where it is. Resolves when the code is there, not when it is decided on; never rejects. Aborting stops:
 * what is there stays as a diff.
 */
export async function applyCode(
  { registry, model, clock, merging }: ApplyParts,
  { uri, text, title = t('Applying'), onDidReview }: ApplyRequest,
  signal?: AbortSignal,
): Promise<ApplyResult> {
  const given = new GivenText(text, signal);
  let document: vscode.TextDocument;
  try {
    document = await vscode.workspace.openTextDocument(uri);
    if (!given.isComplete) await sleep(clock, patienceMs);
    const session = merging?.session() && (await merging.maySend(uri)) ? merging.session : undefined;
    const isPlaced = given.isComplete && !session;
    const place = isPlaced ? placeOf(document, given.text, model) : undefined;
    if (isPlaced && !place) return { kind: 'unchanged' };
    const own = givenAnswers(given, model);
    const { region, source } = place ?? {
      region: wholeDocument(document),
      source: session ? mergedAnswers(given, session, own) : own,
    };
    await show(document, place?.region);
    const task: EditTask = { title, instruction: '', isToldElsewhere: true };
    const { edit, result } = await ended(
      registry,
      () => registry.begin(document, region, task, source),
      signal,
    );
    if (onDidReview) followReview(registry, edit, onDidReview, signal);
    return result;
  } catch (error) {
    return { kind: 'failed', message: messageOf(error) };
  }
}

/** Complete code is an edit of the lines it changes. */
function placeOf(
  document: vscode.TextDocument,
  code: string,
  model: AnswerSource,
): { readonly region: OffsetRange; readonly source: AnswerSource } | undefined {
  const before = document.getText();
  const lines = changedLines(before, fitCode(before, code, document.languageId));
  return lines && { region: lines, source: replacement(lines.text, model) };
}

async function show(document: vscode.TextDocument, region: OffsetRange | undefined): Promise<void> {
  const shown = vscode.window.visibleTextEditors.find(editor => editor.document === document);
  const editor = await vscode.window.showTextDocument(document, {
    preserveFocus: true,
    preview: false,
    ...(shown?.viewColumn === undefined ? {} : { viewColumn: shown.viewColumn }),
  });
  if (!region) return;
  const at = document.positionAt(region.start);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Begins an edit and waits for its end, which may come before `begin` has resolved. */
async function ended(
  registry: EditRegistry,
  begin: () => Promise<EditSession>,
  signal: AbortSignal | undefined,
): Promise<{ readonly edit: EditSession; readonly result: ApplyResult }> {
  const ends = new Map<EditSession, Outcome>();
  const changed = new Emitter<void>();
  const listeners = [
    registry.onDidEnd(({ edit, outcome }) => {
      ends.set(edit, outcome);
      changed.fire();
    }),
    registry.onDidChange(() => changed.fire()),
  ];
  try {
    const edit = await begin();
    const stop = (): void => void edit.stop();
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    return await new Promise(resolve => {
      const look = (): void => {
        const outcome = ends.get(edit);
        if (outcome) resolve({ edit, result: resultOf(edit, outcome) });
        else if (edit.phase === 'ended') resolve({ edit, result: { kind: 'stopped', changes: 0 } });
        else return;
        signal?.removeEventListener('abort', stop);
      };
      listeners.push(changed.event(look));
      look();
    });
  } finally {
    for (const listener of listeners) listener.dispose();
  }
}

/** Follows what is decided, undone and done again, until the edit is gone or the signal aborts. */
function followReview(
  registry: EditRegistry,
  edit: EditSession,
  tell: (changes: number) => void,
  signal: AbortSignal | undefined,
): void {
  if (edit.phase === 'ended' || signal?.aborted) return;
  const open = (): number => (edit.phase === 'ended' ? 0 : edit.openHunks);
  let told = open();
  const stop = (): void => {
    following.dispose();
    signal?.removeEventListener('abort', stop);
  };
  const following = registry.onDidChange(document => {
    if (document !== edit.document) return;
    const changes = open();
    if (edit.phase === 'ended') stop();
    if (changes === told) return;
    told = changes;
    tell(changes);
  });
  signal?.addEventListener('abort', stop, { once: true });
}

function resultOf(edit: EditSession, outcome: Outcome): ApplyResult {
  const changes = edit.openHunks;
  if (outcome.kind === 'failed') return { kind: 'failed', message: outcome.message };
  if (outcome.kind === 'refused') return { kind: 'failed', message: outcome.words };
  if (outcome.kind === 'stopped') return { kind: 'stopped', changes };
  return changes === 0 ? { kind: 'unchanged' } : { kind: 'review', changes };
}
