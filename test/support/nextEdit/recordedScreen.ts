import type { Announcement, Announcer } from '../../../src/editor/nextEdit/announcer';
import type { NextEditView, Sight } from '../../../src/editor/nextEdit/nextEditView';
import { keysOf, nothing, type ShowingKeys } from '../../../src/editor/nextEdit/showing';

/** What stands on a screen that a test looks at. */
export class RecordedScreen {
  keys: ShowingKeys = keysOf(nothing);
  announced: Announcement | undefined;
  /** How often something was drawn or taken away. */
  draws = 0;
  private sight: Sight | undefined;

  readonly view: NextEditView = {
    show: sight => {
      if (sight || this.sight) this.draws++;
      this.sight = sight;
    },
    withoutHint: () => {
      if (this.sight) this.sight = { ...this.sight, hint: undefined };
    },
    dispose: () => (this.sight = undefined),
  };

  readonly announcer: Announcer = {
    tell: announcement => (this.announced = announcement),
    dispose: () => (this.announced = undefined),
  };

  readonly setKeys = (keys: ShowingKeys): void => void (this.keys = keys);

  /** What is drawn: the texts that come, and the hint. */
  get drawn(): string {
    const { sight } = this;
    if (!sight) return '';
    const hint = sight.hint ? ` [${sight.hint.text}]` : '';
    return sight.edit.edits.map(({ text }) => text).join('|') + hint;
  }

  /** What the keys are for: Tab, Escape. */
  get bound(): string {
    const { far, here, offered, ghost } = this.keys;
    return [
      far ? 'Tab goes' : '',
      here ? 'Tab makes' : '',
      offered ? 'Escape' : '',
      ghost ? 'Escape of ghost text' : '',
    ]
      .filter(each => each !== '')
      .join(', ');
  }
}
