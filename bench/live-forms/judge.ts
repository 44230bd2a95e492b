import { AnswerPieces } from '../../src/completion/answers/answerPieces';
import { AnswerText } from '../../src/completion/answers/answerText';
import { EditBlocks } from '../../src/diff/editBlocks';
import { EditSet } from '../../src/diff/editSet';
import { editThoughts } from '../../src/diff/editThoughts';
import { RewriteStream } from '../../src/diff/rewriteStream';
import type { Table } from '../support/report';
import { snapshotAt } from '../live/places';
import { definedIn, faults, faultsOf, formOf, hasCode, type Fault } from './classify';
import { kinds, windowOf, type Answered, type Kind, type Task } from './collect';
import type { Region } from './tasks';

/** What became of one answer. */
export interface Verdict {
  readonly model: string;
  readonly kind: Kind;
  readonly id: string;
  /** How it breaks the form it was asked for in. */
  readonly form: string;
  /** What is put before the user; empty when nothing is. */
  readonly shown: string;
  readonly faults: readonly Fault[];
}

/** Judges the answers there are to some tasks. */
export function judged(
  model: string,
  tasks: readonly Task[],
  answers: ReadonlyMap<string, Answered>,
): Verdict[] {
  return tasks.flatMap(task => {
    const answer = answers.get(task.id);
    if (!answer) return [];
    const shown = shownOf(task, answer);
    const { id, kind } = task;
    return [
      {
        model,
        kind,
        id,
        form: formOf(answer.text),
        shown,
        faults: shown === '' ? [] : faultsIn(task, shown),
      },
    ];
  });
}

function faultsIn(task: Task, shown: string): Fault[] {
  if (task.kind === 'completion') {
    const { prefix, languageId } = snapshotAt(task.place, windowOf);
    const above = prefix.split('\n').filter(line => line.trim() !== '');
    const first =
      shown
        .split('\n')
        .find(line => line.trim() !== '')
        ?.trim() ?? '';
    // The line above once more, or the beginning of the window.
    const echo =
      (first.length > 6 && above.slice(-2).some(line => line.trim() === first)) ||
      prefix.trimStart().startsWith(shown.trim());
    // All that stands before, since a window may begin inside of a string.
    const whole = task.place.before;
    return [
      ...faultsOf(shown, { prefix: whole, language: languageId }),
      ...(echo ? (['echo'] as const) : []),
    ];
  }
  const { file, code } = task.region;
  const left = definedIn(shown);
  const lost = [...definedIn(code)].filter(name => !left.has(name));
  // All of it gone counts whatever it defined.
  if (!hasCode(shown)) lost.push('all of it');
  return [
    ...faultsOf(shown, { prefix: '', language: file.language, before: code }),
    ...(lost.length > 0 ? (['deletion'] as const) : []),
  ];
}

/** What of an answer is put before the user: a suggestion, or the code as it would be once all was accepted. */
function shownOf(task: Task, { text, status }: Answered): string {
  if (task.kind === 'completion') {
    const snapshot = snapshotAt(task.place, windowOf);
    const answer = new AnswerText(snapshot.prefix + snapshot.suffix, false);
    answer.take(text);
    answer.end();
    const pieces = new AnswerPieces(snapshot);
    pieces.grow(answer.text(true), true);
    return pieces.restAt(snapshot)?.text ?? '';
  }
  return task.kind === 'rewrite'
    ? rewritten(task.region, text, status === 'completed')
    : edited(task.region, text, status === 'completed');
}

/** The whole region as it would be; empty when nothing changes. */
function rewritten({ code, file, instruction }: Region, text: string, isWhole: boolean): string {
  const stream = new RewriteStream(code, '\n', file.language, instruction);
  const ops = [...stream.push(text), ...(isWhole ? stream.end() : [])];
  if (!stream.hasCode) return '';
  const old = code.split('\n').map((line, at, all) => (at < all.length - 1 ? `${line}\n` : line));
  const reached = ops.reduce((sum, { kind, lines }) => sum + (kind === 'insert' ? 0 : lines.length), 0);
  const after = ops.flatMap(({ kind, lines }) => (kind === 'delete' ? [] : lines)).join('');
  const result = after + old.slice(reached).join('');
  return result === code ? '' : result;
}

function edited({ code, file, instruction }: Region, text: string, isWhole: boolean): string {
  const thoughts = editThoughts(`${instruction}\n${code}`);
  const blocks = new EditBlocks([file.name]);
  const set = new EditSet(new Map([[file.name, code]]));
  set.take(blocks.push(thoughts.take(text).text + thoughts.end()));
  if (isWhole) set.take(blocks.end());
  if (blocks.count === 0)
    return isWhole && /^ {0,3}(```|~~~)/m.test(text)
      ? rewritten({ code, file, instruction, id: '' }, text, true)
      : '';
  let result = code;
  for (const edit of [...set.placed].sort((a, b) => b.start - a.start)) {
    if (edit.complete) result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  }
  return result === code ? '' : result;
}

export function tables(verdicts: readonly Verdict[]): Table[] {
  const models = [...new Set(verdicts.map(({ model }) => model))];
  const groups = models.flatMap(model =>
    kinds.map(kind => ({
      model,
      kind,
      all: verdicts.filter(each => each.model === model && each.kind === kind),
    })),
  );
  const forms = [...new Set(verdicts.map(({ form }) => form))].sort();
  return [
    {
      title: 'How answers break the form they were asked for in',
      columns: ['model', 'asked for', 'answers', ...forms],
      rows: groups.map(({ model, kind, all }) => [
        model,
        kind,
        all.length,
        ...forms.map(form => all.filter(each => each.form === form).length),
      ]),
      notes: [],
    },
    {
      title: 'What is shown of them, and what is wrong with it',
      columns: ['model', 'asked for', 'answers', 'shown', ...faults],
      rows: groups.map(({ model, kind, all }) => [
        model,
        kind,
        all.length,
        all.filter(({ shown }) => shown !== '').length,
        ...faults.map(fault => all.filter(each => each.faults.includes(fault)).length),
      ]),
      notes: [],
    },
  ];
}
