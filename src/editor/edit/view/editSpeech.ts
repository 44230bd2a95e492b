import { DisposableStore, type Disposable } from '../../../common/disposable';
import type { Spoken } from '../../spoken';
import type { EditRegistry } from '../live/editRegistry';
import type { EditSession } from '../live/editSession';
import { editWords, type EditFacts } from './editWords';

/** Says how the edits go on: that one begins, is redirected, ends, and what is left to review. */
export function editSpeech(registry: EditRegistry, spoken: Spoken): Disposable {
  const store = new DisposableStore();
  /** What was last known of an edit. */
  const known = new WeakMap<EditSession, EditFacts>();
  store.add(
    registry.onDidChange(document => {
      if (!spoken.isOn) return;
      for (const edit of registry.of(document)) {
        const { phase, openHunks, task, redirects } = edit;
        const now = { phase, openHunks, title: task.title, redirects: redirects.length };
        const words = editWords(known.get(edit), now);
        known.set(edit, now);
        if (words !== undefined) spoken.say(words);
      }
    }),
  );
  return store;
}
