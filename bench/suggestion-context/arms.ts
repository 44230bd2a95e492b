import { contextBudget } from '../../src/completion/context/budget';
import { ChangesInPrompt } from '../../src/completion/context/changesInPrompt';
import { currentPart } from '../../src/completion/context/currentPart';
import { editSnippets } from './editSnippets';
import { OpenFiles, type StandingFile } from '../../src/completion/context/openFiles';
import type { ContextPieces } from '../../src/completion/context/pieces';
import type { RecentEdits } from './recentEdits';
import { wordsOf } from '../../src/completion/context/words';
import type { Lines } from '../../src/completion/window';
import { recentDiffs } from '../../src/nextEdit/history/recentDiffs';
import type { RecentHistory } from '../../src/nextEdit/history/recentHistory';
import type { ContextForm } from '../../src/protocol/promptForms';

const budget = contextBudget();

/** A moment of a session. */
export interface Moment {
  readonly file: string;
  readonly line: number;
  readonly texts: ReadonlyMap<string, string>;
  /** Files by their last use, the newest first. */
  readonly used: readonly string[];
  readonly versions: ReadonlyMap<string, number>;
  readonly edits: RecentEdits;
  readonly history: RecentHistory;
  readonly time: number;
}

/** What goes into the prompt besides the file and other open files. */
export interface Arm {
  readonly name: string;
  /** Tokens for the places edited last, with three lines around. */
  readonly places: number;
  /** Tokens for the changes of the last minutes. */
  readonly changes: number;
}

export const arms: readonly Arm[] = [
  { name: 'nothing', places: 0, changes: 0 },
  { name: 'places edited last', places: 1_000, changes: 0 },
  { name: 'changes', places: 0, changes: budget.changes },
  { name: 'changes, and half of the places', places: 500, changes: budget.changes },
];

/** The pieces of an arm at a moment. */
export class Gatherer {
  private readonly open = new OpenFiles();
  private readonly shown = new ChangesInPrompt();

  constructor(private readonly arm: Arm) {}

  pieces(moment: Moment): ContextPieces {
    const { file, line, texts, used } = moment;
    const lines = linesOf(texts.get(file) ?? '');
    const part = currentPart(lines, line, budget.current);
    const open = used
      .filter(other => other !== file)
      .map((other, age): StandingFile => ({ ...openFile(moment, other), standing: 0.02 + 0.03 / (2 + age) }));
    const asked = wordsOf(lines.between(Math.max(0, line - 30), Math.min(lines.count - 1, line + 10)));
    const files = drained(this.open.about(open, asked, budget.openFiles));
    const whole = new Set(files.flatMap(form => (form.kind === 'document' ? [form.path] : [])));
    const snippets = editSnippets(
      moment.edits.places,
      ({ key, first, last }) => {
        const isSent = key === file && first >= part.firstLine && last <= part.lastLine;
        return isSent || whole.has(key) ? undefined : openFile(moment, key);
      },
      this.arm.places,
    );
    const text = lines.between(part.firstLine, part.lastLine).join('\n');
    return {
      others: [...files, ...snippets],
      current: { kind: 'document', path: file, language: languageOf(file), text },
      notes: this.changes(moment),
    };
  }

  private changes({ history, time }: Moment): readonly ContextForm[] {
    const all = recentDiffs(history.entries(time), 60_000, 0).map(({ uri, ...change }) => ({
      ...change,
      path: uri,
    }));
    const form = this.shown.form(all, this.arm.changes);
    return form ? [form] : [];
  }
}

function openFile({ texts, versions }: Moment, file: string): StandingFile {
  return {
    key: file,
    version: versions.get(file) ?? 0,
    path: file,
    language: languageOf(file),
    lines: linesOf(texts.get(file) ?? ''),
    standing: 0,
  };
}

export function languageOf(file: string): string {
  return file.slice(file.lastIndexOf('.') + 1);
}

export function linesOf(text: string): Lines & { between(first: number, last: number): string[] } {
  const all = text.split('\n');
  return {
    count: all.length,
    text: line => all[line] ?? '',
    between: (first, last) => all.slice(first, last + 1),
  };
}

function drained<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
