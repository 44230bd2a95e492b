import type { RegionEdit } from './editSet';
import type { PlacedEdit } from './placedEdits';

/** A part of a text. */
export interface TextPart {
  /** What it goes by in the answer. */
  readonly key: string;
  /** Where it begins in the text, UTF-16. */
  readonly offset: number;
}

/** Picks out of the edits of an answer those that are for the parts of one text. Each edit is looked at once. */
export class PartEdits {
  private readonly offsets: ReadonlyMap<string, number>;
  private list: PlacedEdit[] = [];
  private source: readonly RegionEdit[] = [];
  private looked = 0;

  constructor(parts: readonly TextPart[]) {
    this.offsets = new Map(parts.map(({ key, offset }) => [key, offset]));
  }

  /** Those among `placed` (`EditSet.placed`), at their offsets in the text, in the order of the answer. */
  of(placed: readonly RegionEdit[]): readonly PlacedEdit[] {
    if (placed !== this.source) {
      this.source = placed;
      this.list = [];
      this.looked = 0;
    }
    for (; this.looked < placed.length; this.looked++) {
      const edit = placed[this.looked];
      const offset = edit && this.offsets.get(edit.path);
      if (edit && offset !== undefined) this.list.push(shifted(edit, offset));
    }
    return this.list;
  }
}

function shifted(edit: RegionEdit, by: number): PlacedEdit {
  return {
    block: edit.block,
    start: edit.start + by,
    end: edit.end + by,
    lines: edit.lines,
    get complete() {
      return edit.complete;
    },
  };
}
