import { fakeWindow } from './fakeVscode';
import * as vscode from 'vscode';
import { splitLines } from '../../../src/diff/lines';
import { StreamingDiff, type LineOp } from '../../../src/diff/streamingDiff';
import { applyEdits, type TextEdit } from '../../../src/diff/textEdit';
import type { AnswerListener, Outcome } from '../../../src/editor/edit/answers/answer';
import { DocumentWriter, type WritableDocument } from '../../../src/editor/edit/live/documentWriter';
import { EditSession } from '../../../src/editor/edit/live/editSession';
import { ManualClock } from '../manualClock';

/** An answer that a test gives. */
export interface GivenAnswer {
  /** Not cancelled, and not ended. */
  readonly isOpen: () => boolean;
  readonly isCancelled: () => boolean;
  readonly line: (text: string) => void;
  readonly end: (outcome: Outcome) => void;
  /** The source begins anew over the whole region. */
  readonly redirect: () => Promise<void>;
}

/** One edit in a document of which the test is the editor, the user and the model. */
export interface EditBench {
  readonly edit: EditSession;
  readonly clock: ManualClock;
  readonly writer: DocumentWriter;
  readonly answers: readonly GivenAnswer[];
  /** The phases the edit was seen in, each time something changed; a test may take them. */
  readonly phases: string[];
  readonly outcomes: readonly Outcome[];
  readonly text: () => string;
  /** Whether the editor has not yet answered a batch. */
  readonly isWriting: () => boolean;
  /** How many batches were sent to the editor. */
  readonly batches: () => number;
  /** The editor takes or refuses the batch that waits for it. */
  readonly answerBatch: () => void;
  /** The user replaces a part of the text. */
  readonly type: (change: TextEdit) => void;
  readonly undo: () => void;
}

interface Waiting {
  readonly edits: readonly TextEdit[];
  readonly madeFor: number;
  readonly done: (isDone: boolean) => void;
}

/** An edit of all lines but the first and the last. */
export function editBench(lines: readonly string[], isAsked: () => boolean = () => true): EditBench {
  const clock = new ManualClock();
  let text = lines.join('');
  let version = 1;
  let batches = 0;
  let waiting: Waiting | undefined;
  const past: string[] = [];
  const answers: GivenAnswer[] = [];
  const phases: string[] = [];
  const outcomes: Outcome[] = [];

  const offsetOf = ({ line, character }: vscode.Position): number =>
    splitLines(text)
      .slice(0, line)
      .reduce((sum, { length }) => sum + length, character);
  const document: Partial<vscode.TextDocument> = {
    uri: vscode.Uri.file('/a.txt'),
    languageId: 'plaintext',
    eol: vscode.EndOfLine.LF,
    isClosed: false,
    positionAt: offset => {
      const before = text.slice(0, offset).split('\n');
      return new vscode.Position(before.length - 1, before.at(-1)?.length ?? 0);
    },
    getText: range => (range ? text.slice(offsetOf(range.start), offsetOf(range.end)) : text),
  };
  const shown = document as vscode.TextDocument;
  fakeWindow.visibleTextEditors = [{ document: shown, visibleRanges: [{ start: { line: 0 } }] }];

  const change = (edits: readonly TextEdit[], reason?: vscode.TextDocumentChangeReason): void => {
    text = applyEdits(text, edits);
    version++;
    // VS Code tells of the changes of one event from the end of the document on.
    const contentChanges = [...edits].reverse().map(
      ({ offset, length, text: added }) =>
        ({
          rangeOffset: offset,
          rangeLength: length,
          text: added,
        }) as vscode.TextDocumentContentChangeEvent,
    );
    writer.changed({ document: shown, contentChanges, reason });
  };
  const writable: WritableDocument = {
    isClosed: false,
    read: ({ start, end }) => text.slice(start, end),
    apply: edits => {
      batches++;
      return new Promise(done => (waiting = { edits, madeFor: version, done }));
    },
  };
  const writer: DocumentWriter = new DocumentWriter(
    writable,
    clock,
    ({ contentChanges, reason }: vscode.TextDocumentChangeEvent, isLatest) =>
      edit.changed(
        contentChanges.map(({ rangeOffset, rangeLength, text: added }) => ({
          offset: rangeOffset,
          length: rangeLength,
          text: added,
        })),
        isLatest ? reason : undefined,
      ),
  );
  const start = lines[0]?.length ?? 0;
  const end = text.length - (lines.at(-1)?.length ?? 0);
  const edit: EditSession = new EditSession(
    1,
    { start, end },
    { title: 'Testing', instruction: '' },
    {
      document: shown,
      writer,
      clock,
      source: {
        isWhole: false,
        ask: ({ before }, listener) => {
          if (!isAsked()) return undefined;
          const answer = givenAnswer(before, listener);
          answers.push(answer.given);
          return answer.answer;
        },
      },
      onDidChange: ({ phase }) => phases.push(phase),
      onDidEnd: (_, outcome) => outcomes.push(outcome),
      onDidWrite: () => undefined,
    },
  );
  return {
    edit,
    clock,
    writer,
    answers,
    phases,
    outcomes,
    text: () => text,
    isWriting: () => waiting !== undefined,
    batches: () => batches,
    answerBatch: () => {
      const batch = waiting;
      waiting = undefined;
      if (!batch) return;
      const isMade = batch.madeFor === version;
      if (isMade) {
        past.push(text);
        change(batch.edits);
      }
      batch.done(isMade);
    },
    type: edited => {
      past.push(text);
      change([edited]);
    },
    undo: () => {
      const former = past.pop();
      if (former === undefined || former === text) return;
      change([wholeChange(text, former)], vscode.TextDocumentChangeReason.Undo);
    },
  };
}

function givenAnswer(asked: string, listener: AnswerListener) {
  let before = asked;
  let diff = new StreamingDiff(splitLines(before));
  let ops: LineOp[] = [];
  let isCancelled = false;
  let hasEnded = false;
  const give = (more: readonly LineOp[]): void => {
    ops.push(...more);
    listener.lines(more);
  };
  const isOpen = (): boolean => !isCancelled && !hasEnded;
  const given: GivenAnswer = {
    isOpen,
    isCancelled: () => isCancelled,
    line: text => {
      if (isOpen()) give(diff.push([text]));
    },
    end: outcome => {
      if (!isOpen()) return;
      if (outcome.kind === 'done') give(diff.end());
      hasEnded = true;
      listener.end(outcome);
    },
    redirect: async () => {
      if (!isOpen()) return;
      const rest = await listener.redirected();
      if (!isOpen()) return;
      before = rest;
      ops = [];
      diff = new StreamingDiff(splitLines(before));
    },
  };
  return {
    given,
    answer: {
      get before() {
        return before;
      },
      steer: () => false,
      again: () => [...ops],
      cancel: () => void (isCancelled = true),
    },
  };
}

/** One change that makes one text of another: what differs between the beginning and the end they share. */
function wholeChange(from: string, to: string): TextEdit {
  let start = 0;
  while (start < from.length && from[start] === to[start]) start++;
  let behind = 0;
  const most = Math.min(from.length, to.length) - start;
  while (behind < most && from.at(-1 - behind) === to.at(-1 - behind)) behind++;
  return { offset: start, length: from.length - start - behind, text: to.slice(start, to.length - behind) };
}
