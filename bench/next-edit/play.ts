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
  /** How many lines came with the places that were played, by the number of the former line. */
  private readonly shifts: { readonly line: number; readonly by: number }[] = [];

  constructor(pair: VersionPair) {
    this.uri = `file:///${pair.packageName}/${pair.path}`;
    this.text = pair.before;
    this.before = pair.before.split('\n');
    this.after = pair.after.split('\n');
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
    const lines = this.text.split('\n');
    const at = this.lineNow(place.oldStart);
    const whole = (part: readonly string[]): string => part.map(line => `${line}\n`).join('');
    const offset = whole(lines.slice(0, at)).length;
    const [old, now] = [
      whole(this.before.slice(place.oldStart, place.oldEnd)),
      whole(this.after.slice(place.newStart, place.newEnd)),
    ];
    this.make(lineEdits(old, now, offset).filter(edit => edit.offset + edit.length <= this.text.length));
    this.shifts.push({
      line: place.oldEnd,
      by: place.newEnd - place.newStart - (place.oldEnd - place.oldStart),
    });
  }

  /** Makes an edit that was offered. */
  make(edits: readonly TextEdit[]): void {
    const last = edits.at(-1);
    if (!last) return;
    this.time += 2_000;
    this.history.changed(this.uri, edits, this.time);
    this.text = applyEdits(this.text, edits);
    const shift = edits.slice(0, -1).reduce((sum, edit) => sum + edit.text.length - edit.length, 0);
    const end = last.offset + shift + last.text.length;
    // The edits are the smallest ones; a person writes a word to its end.
    this.cursor = end + (/^[\p{L}\p{N}_$]*/u.exec(this.text.slice(end, end + 100))?.[0].length ?? 0);
  }

  /** Whether anything was done at a place. */
  isChanged(place: Place): boolean {
    const at = this.lineNow(place.oldStart);
    const count = place.oldEnd - place.oldStart;
    const now = this.text.split('\n').slice(at, at + Math.max(1, count));
    return (
      now.join('\n') !== this.before.slice(place.oldStart, place.oldStart + Math.max(1, count)).join('\n')
    );
  }

  private lineNow(line: number): number {
    return this.shifts.reduce((sum, shift) => (shift.line <= line ? sum + shift.by : sum), line);
  }
}
