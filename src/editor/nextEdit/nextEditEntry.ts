import * as vscode from 'vscode';
import { DisposableStore } from '../../common/disposable';
import { Later } from '../../common/later';
import type { NextEditFeatureParts, NextEdits } from './nextEditFeature';

/** The commands of next edits, as package.json contributes them. */
const names = ['goTo', 'accept', 'dismiss', 'trigger', 'show'];

/**
 * Loads next edits a moment after the start, or when it is asked for; until then nothing is written down. Everything ends
 * with the returned disposable.
 */
export function nextEditEntry(parts: NextEditFeatureParts): NextEdits {
  const { clock, log } = parts;
  const store = new DisposableStore();
  const feature = store.add(
    new Later<NextEdits>({
      load: async () => {
        const { nextEditFeature } = await import('./nextEditFeature');
        return () => nextEditFeature(parts);
      },
      commands: names.map(name => `codexSpark.nextEdit.${name}`),
      registry: vscode.commands,
    }),
  );
  feature.getSoon(clock, error => log.error('next edits could not be loaded', { error: String(error) }));
  return {
    recentChanges: around => feature.now?.recentChanges(around) ?? [],
    dispose: () => store.dispose(),
  };
}
