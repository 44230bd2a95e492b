import { lineEdits } from '../../src/diff/lineEdits';
import { applyEdits, type TextEdit } from '../../src/diff/textEdit';
import { EditHistory } from '../../src/nextEdit/history/editHistory';
import type { DocumentText } from '../../src/nextEdit/nextEdit';
import type { PredictionMoment } from '../../src/nextEdit/predict/moment';
import type { Place } from './alike';
import type { VersionPair } from './versions';

/** A file in which changes of a later version are made one by one. */
export class Played {
  readonly history = new EditHistory();
  text: string;
  cursor = 0;
  time = 1_000;
  private readonly uri: string;
  private readonly before: readonly string[];
  private readonly after: readonly string[];
  /** Where each line of the former version begins by now, and where the one behind the last would. */
  private readonly starts: number[] = [];

  constructor(pair: VersionPair) {
    this.uri = `file:///${pair.packageName}/${pair.path}`;
    this.text = pair.before;
    this.before = pair.before.split('\n');
    this.after = pair.after.split('\n');
    let at = 0;
    for (const line of this.before) {
      this.starts.push(at);
      at += line.length + 1;
    }
    this.starts.push(at);
    this.history.opened(this.document);
  }

  get document(): DocumentText {
    return { uri: this.uri, languageId: this.uri.slice(this.uri.lastIndexOf('.') + 1), text: this.text };
  }

  get moment(): PredictionMoment {
    const { document: active, cursor, history, time } = this;
    return { active, cursor, others: [], history, time };
  }

  /** Makes the change of one place. */
  play(place: Place): void {
    const whole = (part: readonly string[]): string => part.map(line => `${line}\n`).join('');
    const [old, now] = [
      whole(this.before.slice(place.oldStart, place.oldEnd)),
      whole(this.after.slice(place.newStart, place.newEnd)),
    ];
    const edits = lineEdits(old, now, this.startOf(place.oldStart));
    this.make(edits.filter(edit => edit.offset + edit.length <= this.text.length));
  }

  /** Makes an edit that was offered. */
  make(edits: readonly TextEdit[]): void {
    const last = edits.at(-1);
    if (!last) return;
    this.time += 2_000;
    this.history.changed(this.uri, edits, this.time);
    this.text = applyEdits(this.text, edits);
    for (const [line, start] of this.starts.entries()) this.starts[line] = movedBy(edits, start);
    const shift = edits.slice(0, -1).reduce((sum, edit) => sum + edit.text.length - edit.length, 0);
    const end = last.offset + shift + last.text.length;
    // The edits are the smallest ones; a person writes a word to its end.
    this.cursor = end + (/^[\p{L}\p{N}_$]*/u.exec(this.text.slice(end, end + 100))?.[0].length ?? 0);
  }

  /** Whether anything was done at a place; for lines that only come, whether some have come there. */
  isChanged({ oldStart, oldEnd }: Place): boolean {
    if (oldStart === oldEnd) {
      const beside = this.text.slice(oldStart === 0 ? 0 : this.startOf(oldStart - 1), this.startOf(oldStart));
      const breaks = beside.split('\n').length - 1;
      return breaks > (oldStart === 0 || oldStart === this.before.length ? 0 : 1);
    }
    const now = this.text.slice(this.startOf(oldStart), Math.max(0, this.startOf(oldEnd) - 1));
    return now !== this.before.slice(oldStart, oldEnd).join('\n');
  }

  /** Where a line of the former version begins by now, UTF-16. */
  startOf(line: number): number {
    return Math.min(this.starts[line] ?? Infinity, this.text.length + 1);
  }
}

/** Where the beginning of a line is after some edits; lines that come in front of it move it. */
function movedBy(edits: readonly TextEdit[], start: number): number {
  let shift = 0;
  for (const { offset, length, text } of edits) {
    if (offset > start || (offset === start && (length > 0 || !text.endsWith('\n')))) break;
    shift += offset + length <= start ? text.length - length : offset + text.length - start;
  }
  return start + shift;
}
