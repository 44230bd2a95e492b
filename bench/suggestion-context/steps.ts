import path from 'node:path';
import { lineEdits } from '../../src/diff/lineEdits';
import type { TextEdit } from '../../src/diff/textEdit';
import { readSessions, type Session } from '../next-edit/cases';
import { placesOf } from '../next-edit/alike';
import type { VersionPair } from '../next-edit/versions';

/** One change that somebody makes at one place. */
export interface Step {
  readonly file: string;
  /** Offsets of the text before, UTF-16, from above. */
  readonly edits: readonly TextEdit[];
  /** ms */
  readonly time: number;
}

/** What somebody does one after the other, in several files. */
export interface WorkSession {
  readonly name: string;
  /** The files as they were at first, by name. */
  readonly texts: ReadonlyMap<string, string>;
  readonly steps: readonly Step[];
}

/** So many files of a package are changed, and so many places of each, from above. */
const most = { files: 6, places: 6 };

/** From one change to the next, ms. */
const pause = 5_000;

/** The changes from one version of a package to the next, file by file, from above. */
export function packageSession(pairs: readonly VersionPair[]): WorkSession {
  const texts = new Map<string, string>();
  const steps: Step[] = [];
  for (const { path: file, before, after } of pairs.slice(0, most.files)) {
    texts.set(file, before);
    const [old, now] = [before.split('\n'), after.split('\n')];
    let shift = 0;
    const startOf = (line: number): number =>
      old.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
    for (const place of placesOf(old, now).slice(0, most.places)) {
      const whole = (lines: readonly string[]): string => lines.map(line => `${line}\n`).join('');
      const [was, is] = [
        whole(old.slice(place.oldStart, place.oldEnd)),
        whole(now.slice(place.newStart, place.newEnd)),
      ];
      const edits = lineEdits(was, is, startOf(place.oldStart) + shift).filter(
        edit => edit.offset + edit.length <= before.length + shift,
      );
      if (edits.length === 0) continue;
      steps.push({ file, edits, time: pause * (steps.length + 1) });
      shift += edits.reduce((sum, edit) => sum + edit.text.length - edit.length, 0);
    }
  }
  return { name: pairs[0]?.packageName ?? '', texts, steps };
}

/** Recorded sessions; what was typed letter by letter at one place is one change. */
export function recordedSessions(folder: string): WorkSession[] {
  return readSessions(folder).map(recorded);
}

function recorded({ name, log }: Session): WorkSession {
  const texts = new Map<string, string>();
  const steps: Step[] = [];
  for (const each of log) {
    if (each.kind === 'open') texts.set(each.file, each.content);
    if (each.kind !== 'change' || !texts.has(each.file)) continue;
    const edits = each.edits
      .map(([start, end, text]) => ({ offset: start, length: end - start, text }))
      .toSorted((a, b) => a.offset - b.offset);
    const last = steps.at(-1);
    const joined = last?.file === each.file ? typedOn(last.edits, edits) : undefined;
    if (last && joined) steps[steps.length - 1] = { ...last, edits: [joined], time: each.time };
    else if (edits.length > 0) steps.push({ file: each.file, edits, time: each.time });
  }
  return { name: path.basename(name), texts, steps };
}

/** One edit for two, where the second only adds to what the first wrote or takes away from its end. */
function typedOn(first: readonly TextEdit[], second: readonly TextEdit[]): TextEdit | undefined {
  const [a, b] = [first[0], second[0]];
  if (!a || !b || first.length > 1 || second.length > 1) return undefined;
  const end = a.offset + a.text.length;
  if (b.offset < a.offset || b.offset + b.length > end) return undefined;
  const at = b.offset - a.offset;
  return { ...a, text: a.text.slice(0, at) + b.text + a.text.slice(at + b.length) };
}
