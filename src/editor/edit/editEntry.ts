import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { Emitter } from '../../common/emitter';
import { Later } from '../../common/later';
import { fixActions } from './commands/fixActions';
import type { EditFeature, EditFeatureParts } from './editFeature';

/** The commands of the edits, as package.json contributes them. */
const names = [
  ...['optimizeSelection', 'optimizeFile', 'editSelection', 'editSelections', 'editFiles'],
  ...['explain', 'fix', 'document', 'redirect', 'stop', 'retry'],
  ...['acceptHunk', 'rejectHunk', 'acceptAll', 'rejectAll', 'acceptEverything', 'rejectEverything'],
  ...['nextHunk', 'previousHunk', 'goToHunk', 'peekRemoved', 'showDiff'],
];

/** Rewriting code where it stands, as the rest of the window knows it. */
export interface Edits extends Pick<EditFeature, 'apply' | 'review' | 'rewrite'>, Disposable {}

/** Registers the edits, which are loaded with the first of them. Everything ends with the returned disposable. */
export function editEntry(parts: EditFeatureParts): Edits {
  const store = new DisposableStore();
  const changed = store.add(new Emitter<unknown>());
  const feature = store.add(
    new Later<EditFeature>({
      load: async () => {
        const { editFeature } = await import('./editFeature');
        return () => {
          const built = editFeature(parts);
          built.review.onDidChange(what => changed.fire(what));
          return built;
        };
      },
      commands: names.map(name => `codexSpark.${name}`),
      registry: vscode.commands,
    }),
  );
  store.add(fixActions());
  return {
    apply: async (...request) => await (await feature.get()).apply(...request),
    rewrite: async (...request) => await (await feature.get()).rewrite(...request),
    review: { isOpen: () => feature.now?.review.isOpen() ?? false, onDidChange: changed.event },
    dispose: () => store.dispose(),
  };
}
