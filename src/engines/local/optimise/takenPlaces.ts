import type { TextEdit } from './textEdit';

/** Width of a bucket, in UTF-16 code units: few edits share one. */
const width = 256;

/** The places of a text that are spoken for. Finding a collision takes the same time however many there are. */
export class TakenPlaces {
  private readonly buckets = new Map<number, TextEdit[]>();

  /** Whether an edit touches a place that was added; two insertions at one offset do touch. */
  has(edit: TextEdit): boolean {
    return bucketsOf(edit).some(at =>
      this.buckets.get(at)?.some(other => edit.start <= other.end && other.start <= edit.end),
    );
  }

  /** Speaks for the place of an edit. */
  add(edit: TextEdit): void {
    for (const at of bucketsOf(edit)) {
      const bucket = this.buckets.get(at);
      if (bucket) bucket.push(edit);
      else this.buckets.set(at, [edit]);
    }
  }
}

function bucketsOf({ start, end }: TextEdit): number[] {
  const first = Math.floor(start / width);
  return Array.from({ length: Math.floor(end / width) - first + 1 }, (_, at) => first + at);
}
