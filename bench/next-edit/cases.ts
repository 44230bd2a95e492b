import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { applyEdits, type TextEdit } from '../../src/diff/textEdit';
import { EditHistory } from '../../src/nextEdit/history/editHistory';
import type { DocumentText, NextEdit } from '../../src/nextEdit/nextEdit';
import { predictNextEdits } from '../../src/nextEdit/predict/predict';
import { isOnTheWay } from './judge';

const replacement = v.tuple([v.number(), v.number(), v.string()]);
const replacements = v.nullable(v.array(replacement));
const step = v.variant('kind', [
  v.object({ kind: v.literal('open'), file: v.string(), content: v.string() }),
  v.object({ kind: v.literal('change'), file: v.string(), time: v.number(), edits: v.array(replacement) }),
  v.object({
    kind: v.literal('select'),
    file: v.string(),
    selection: v.array(v.tuple([v.number(), v.number()])),
  }),
]);
const session = v.object({
  name: v.string(),
  log: v.array(step),
  next: v.nullable(v.object({ file: v.string(), edits: v.array(replacement) })),
  rated: v.array(
    v.object({ file: v.string(), edits: replacements, rating: v.picklist(['nextEdit', 'valid', 'bad']) }),
  ),
});

/** A recorded editing session with edits that a person rated. */
export type Session = v.InferOutput<typeof session>;

/** How one offered edit compares with the ratings. */
export type Verdict = 'right' | 'valid' | 'wrong' | 'bad';

/** What was offered at the end of a session. */
export interface CaseResult {
  readonly name: string;
  readonly offered: readonly { readonly edit: NextEdit; readonly verdict: Verdict; readonly shown: string }[];
}

/** Reads all sessions of a folder, by name. */
export function readSessions(folder: string): Session[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map(file => v.parse(session, JSON.parse(readFileSync(path.join(folder, file), 'utf8'))));
}

/** Plays a session through history and prediction, and compares what is offered at its end with the ratings. */
export async function playSession({ name, log, next, rated }: Session): Promise<CaseResult> {
  const history = new EditHistory();
  const texts = new Map<string, DocumentText>();
  let active = '';
  let cursor = 0;
  let time = 0;
  for (const each of log) {
    active = each.file;
    if (each.kind === 'open') {
      texts.set(each.file, {
        uri: each.file,
        languageId: path.extname(each.file).slice(1),
        text: each.content,
      });
      history.opened({ uri: each.file, languageId: path.extname(each.file).slice(1), text: each.content });
      cursor = 0;
    } else if (each.kind === 'change') {
      const document = texts.get(each.file);
      const edits = asEdits(each.edits);
      if (!document) continue;
      texts.set(each.file, { ...document, text: applyEdits(document.text, edits) });
      history.changed(each.file, edits, each.time);
      time = each.time;
      const last = edits.at(-1);
      const shift = edits.slice(0, -1).reduce((sum, edit) => sum + edit.text.length - edit.length, 0);
      if (last) cursor = last.offset + shift + last.text.length;
    } else {
      cursor = each.selection[0]?.[1] ?? cursor;
    }
  }
  const document = texts.get(active);
  if (!document) return { name, offered: [] };
  const others = [...texts.values()].filter(other => other.uri !== active).reverse();
  const edits = await predictNextEdits(
    { active: document, cursor, others, history, time },
    { breathe: async () => {} },
    new AbortController().signal,
  );
  const judged = edits.map(edit => {
    const { text } = texts.get(edit.uri) ?? document;
    return { edit, verdict: verdictOf(edit, text, next, rated), shown: shownEdit(text, edit.edits) };
  });
  return { name, offered: judged };
}

function verdictOf(edit: NextEdit, text: string, next: Session['next'], rated: Session['rated']): Verdict {
  const by = applyEdits(text, edit.edits);
  const results = (rating: string): string[] =>
    rated.flatMap(each =>
      each.rating === rating && each.edits && isSameFile(each.file, edit.uri)
        ? [applyEdits(text, asEdits(each.edits))]
        : [],
    );
  const wanted = [
    ...results('nextEdit'),
    ...(next && isSameFile(next.file, edit.uri) ? [applyEdits(text, asEdits(next.edits))] : []),
  ];
  if (results('bad').includes(by)) return 'bad';
  if (wanted.some(target => isOnTheWay(text, by, target))) return 'right';
  // What does all that a bad one does, or a part of it that nobody wanted, is as bad.
  if (results('bad').some(bad => isOnTheWay(text, bad, by) || isOnTheWay(text, by, bad))) return 'bad';
  return results('valid').some(valid => isOnTheWay(text, by, valid)) ? 'valid' : 'wrong';
}

/** The rated edits may name a file without its folders. */
function isSameFile(a: string, b: string): boolean {
  const base = (file: string): string => file.split(/[\\/]/).at(-1) ?? file;
  return base(a) === base(b);
}

function asEdits(edits: readonly v.InferOutput<typeof replacement>[]): TextEdit[] {
  return edits
    .map(([start, end, text]) => ({ offset: start, length: end - start, text }))
    .sort((a, b) => a.offset - b.offset);
}

function shownEdit(text: string, edits: readonly TextEdit[]): string {
  return edits
    .map(({ offset, length, text: insert }) => {
      const line = text.slice(0, offset).split('\n').length;
      return `line ${line}: ${JSON.stringify(text.slice(offset, offset + length))} -> ${JSON.stringify(insert)}`;
    })
    .join(', ');
}
