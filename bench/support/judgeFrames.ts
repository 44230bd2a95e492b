import type { Frame, KeyPress, Recording } from './frames';

/** Something on screen that should not have happened, though the typing agreed with the text shown. */
export interface Fault {
  /**
   * `flicker`: the text, or a part of it, was gone and came back. `lost`: it went and stayed away. `replaced`: another
   * text stood in its place, one that does not extend it.
   */
  readonly kind: 'flicker' | 'lost' | 'replaced';
  /** The first frame that shows it. */
  readonly n: number;
  /** How many frames it lasted; 0 unless it is a flicker. */
  readonly frames: number;
  /** What should have been on screen and what was, without white space. */
  readonly expected: string;
  readonly seen: string;
}

/** What a recording says about suggestions that were typed through. */
export interface Verdict {
  /** Keys pressed while a text was on screen that continues with that key. */
  readonly through: number;
  readonly faults: readonly Fault[];
}

/**
 * Follows every text on screen from the frame that first shows it until it is typed to its end or the typing leaves
 * it. In between each frame must show what is left of it, or more; a frame may be one or more keys behind. White space is
 * left out on both sides: what of it is seen depends on how the editor draws it. A key of white space therefore never
 * counts as leaving the text.
 */
export function judgeFrames({ frames, keys }: Recording): Verdict {
  const judge = new Judge();
  const events: (Frame | KeyPress)[] = [...frames, ...keys].sort(
    (a, b) => a.n - b.n || Number('key' in a) - Number('key' in b),
  );
  for (const event of events) {
    if ('key' in event) judge.key(event.key);
    else judge.frame(event);
  }
  judge.end();
  return judge;
}

class Judge implements Verdict {
  through = 0;
  readonly faults: Fault[] = [];
  /** The text followed, as a frame last showed it. */
  private text = '';
  /** How much of it was typed since. */
  private typed = 0;
  /** Whether it was typed to its end or the typing left it. */
  private over = true;
  private gap: { readonly n: number; readonly expected: string; readonly seen: string } | undefined;

  key(key: string): void {
    const ink = key === 'Enter' ? '' : key;
    // Names of other keys, such as Shift, are longer than one character.
    if (this.over || [...ink].length > 1) return;
    if (ink.trim() !== '') {
      if (!this.rest.startsWith(ink)) return this.leave();
      this.typed += ink.length;
    }
    if (!this.gap) this.through++;
    if (this.rest === '') this.leave();
  }

  frame({ n, ghost }: Frame): void {
    const seen = ghost.replace(/\s+/g, '');
    const behind = this.keysBehind(seen);
    if (this.over) {
      if (behind === undefined) this.follow(seen);
    } else if (behind !== undefined) {
      if (this.gap) this.faults.push({ kind: 'flicker', frames: n - this.gap.n, ...this.gap });
      this.gap = undefined;
      this.typed = behind;
      this.text = seen;
    } else if (this.rest.startsWith(seen)) {
      this.gap ??= { n, expected: this.rest, seen };
    } else {
      this.faults.push({ kind: 'replaced', n, frames: 0, expected: this.rest, seen });
      this.follow(seen);
    }
  }

  end(): void {
    if (this.gap) this.faults.push({ kind: 'lost', frames: 0, ...this.gap });
    this.gap = undefined;
  }

  private get rest(): string {
    return this.text.slice(this.typed);
  }

  private follow(text: string): void {
    this.gap = undefined;
    this.text = text;
    this.typed = 0;
    this.over = text === '';
  }

  /** What was gone when it ended will not come back. */
  private leave(): void {
    this.end();
    this.over = true;
  }

  /**
   * How many keys a frame is behind that shows what is left of the text, or more of it; undefined when it shows
   * something else. A text that is over does not grow: more of it is another one.
   */
  private keysBehind(seen: string): number | undefined {
    const match = (agrees: (left: string) => boolean): number | undefined => {
      for (let behind = 0; behind <= this.typed; behind++) {
        const left = this.text.slice(this.typed - behind);
        if (left !== '' && agrees(left)) return behind;
      }
      return undefined;
    };
    const exact = match(left => seen === left);
    return exact !== undefined || this.over ? exact : match(left => seen.startsWith(left));
  }
}
