import type { EngineEvent } from '../../../engine';
import { notUnderstood } from '../brokenAnswer';
import { textEvent } from '../usage';
import type { AnswerReader } from '../wireForm';
import type { NextEditFamily } from './nextEditFamilies';
import type { NextEditTask } from './nextEditTask';

/** What everybody answers who asks for the next edit in our form, where nothing is to be changed. */
const noEdit = 'NO EDIT';

/** Longest answer that is read, in UTF-16 code units: the lines that are rewritten are far fewer. */
const mostUnits = 64 * 1024;

/**
 * The rewritten lines that a model answers with, as an edit in our own form: the lines as they were, and as they will be. An
 * answer that was cut short, or that gives the lines back, is none.
 */
export class RewrittenLines implements AnswerReader {
  private text = '';

  constructor(
    private readonly inner: AnswerReader,
    private readonly task: NextEditTask,
    private readonly family: NextEditFamily,
  ) {}

  get whole(): boolean {
    return this.inner.whole;
  }

  get speaking(): boolean {
    return this.inner.speaking;
  }

  take(event: unknown): readonly EngineEvent[] {
    return this.inner.take(event).flatMap(each => this.kept(each));
  }

  finish(marked: boolean): readonly EngineEvent[] {
    return this.inner.finish(marked).flatMap(event => {
      if (event.kind !== 'end') return this.kept(event);
      return [textEvent(event.reason === 'stop' ? editIn(this.text, this.task, this.family) : noEdit), event];
    });
  }

  private kept(event: EngineEvent): EngineEvent[] {
    if (event.kind !== 'text') return [event];
    this.text += event.text;
    if (this.text.length > mostUnits) throw notUnderstood('a rewrite beyond all size');
    return [];
  }
}

/** The edit that an answer makes of the lines of a task, in our own form. */
function editIn(answer: string, { path, before, after }: NextEditTask, family: NextEditFamily): string {
  if (answer.trim() === '' || family.nothing?.test(answer)) return noEdit;
  const old = linesOf(before + after);
  const lines = opened(answer, family);
  if (lines === undefined) return noEdit;
  const now = linesOf(bare(lines, family));
  if (now.join('\n').trim() === '' || now.join('\n') === old.join('\n')) return noEdit;
  const [open, divider, end] = marks([...old, ...now]);
  return [path, `${open} SEARCH`, ...old, divider, ...now, `${end} REPLACE`, ''].join('\n');
}

/** What stands behind the mark that opens the lines, where a family has one; undefined where it is missing or comes again. */
function opened(answer: string, { opens }: NextEditFamily): string | undefined {
  if (opens === undefined) return answer;
  const [, lines, more] = answer.split(opens, 3);
  return more === undefined ? lines?.replace(/^\r?\n/, '') : undefined;
}

/** Without what a model puts around the lines: a fence, words of its format, what comes behind its end. */
function bare(answer: string, { stop, reserved }: NextEditFamily): string {
  const cut = stop.reduce((text, mark) => text.split(mark, 1)[0] ?? '', answer);
  const own = reserved.reduce((text, word) => text.replaceAll(`${word}\n`, '').replaceAll(word, ''), cut);
  const fenced = /^\s*(`{3,})[^\n]*\n([\s\S]*?)\n?\1\s*$/.exec(own);
  return fenced?.[2] ?? own;
}

function linesOf(text: string): string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** The marks of a block: longer than any line of it that looks like one. */
function marks(lines: readonly string[]): readonly [string, string, string] {
  const taken = lines.map(line => /^\s*(<{5,}|={5,}|>{5,})/.exec(line)?.[1]?.length ?? 0);
  const size = Math.max(7, ...taken.map(length => length + 3));
  return ['<'.repeat(size), '='.repeat(size), '>'.repeat(size)];
}
