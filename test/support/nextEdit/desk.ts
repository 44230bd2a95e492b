import { changedSpan } from '../../../src/diff/changedSpan';
import { applyEdits, type TextEdit } from '../../../src/diff/textEdit';
import { EditHistory } from '../../../src/nextEdit/history/editHistory';
import type { DocumentText, NextEdit } from '../../../src/nextEdit/nextEdit';
import type { PredictionMoment, PredictionOptions } from '../../../src/nextEdit/predict/moment';
import { predictNextEdits } from '../../../src/nextEdit/predict/predict';

/** A document at which somebody types, with its history. */
export class Desk {
  readonly history = new EditHistory();
  readonly uri: string;
  text: string;
  cursor = 0;
  time = 0;
  others: DocumentText[] = [];
  dropped: ReadonlyMap<string, number> = new Map();

  constructor(text: string, name = 'a.ts') {
    this.uri = `file:///${name}`;
    this.text = text;
    this.history.opened(this.document);
  }

  get document(): DocumentText {
    return { uri: this.uri, languageId: 'typescript', text: this.text };
  }

  get moment(): PredictionMoment {
    return {
      active: this.document,
      cursor: this.cursor,
      others: this.others,
      history: this.history,
      time: this.time,
      dropped: this.dropped,
    };
  }

  /** Makes one change of several edits, offsets into the text before it. */
  change(edits: readonly TextEdit[], after = 2_000): void {
    this.time += after;
    this.history.changed(this.uri, edits, this.time);
    this.text = applyEdits(this.text, edits);
  }

  /** Makes the document what a screen shows, by the smallest edit; `█` is the cursor. */
  show(screen: string, after?: number): void {
    const now = screen.replace('█', '');
    const edit = changedSpan(this.text, now, 0);
    if (edit) this.change([edit], after);
    this.cursor = screen.includes('█') ? screen.indexOf('█') : (edit?.offset ?? 0) + (edit?.text.length ?? 0);
  }

  async offered(options: Partial<PredictionOptions> = {}): Promise<readonly NextEdit[]> {
    const breathe = async (): Promise<void> => {};
    return await predictNextEdits(this.moment, { breathe, ...options }, new AbortController().signal);
  }

  /** The lines of the active document that are offered, as they would be. */
  async lines(options?: Partial<PredictionOptions>): Promise<string[]> {
    return (await this.offered(options)).map(({ uri, edits }) => {
      const text = [this.document, ...this.others].find(document => document.uri === uri)?.text ?? '';
      return changedLinesOf(text, applyEdits(text, edits));
    });
  }
}

/** The lines of a text that are not in the one before it, without those around. */
function changedLinesOf(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  return now
    .slice(head, now.length - tail)
    .map(line => line.trim())
    .join(' | ');
}
