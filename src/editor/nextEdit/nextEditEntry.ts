import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { Later } from '../../common/later';
import type { NextEditFeatureParts } from './nextEditFeature';

/** The commands of next edits, as package.json contributes them. */
const names = ['goTo', 'accept', 'dismiss', 'trigger', 'show'];

/** Everything that starts with the window comes first. In ms. */
const delayMs = 100;

/** Loads next edits a moment after the start, or when it is asked for. Everything ends with the returned disposable. */
export function nextEditEntry(parts: NextEditFeatureParts): Disposable {
  const { clock, log } = parts;
  const store = new DisposableStore();
  const feature = store.add(
    new Later<Disposable>({
      load: async () => {
        const { nextEditFeature } = await import('./nextEditFeature');
        return () => nextEditFeature(parts);
      },
      commands: names.map(name => `codexSpark.nextEdit.${name}`),
      registry: vscode.commands,
    }),
  );
  store.add(
    clock.setTimeout(() => {
      feature
        .get()
        .catch((error: unknown) => log.error('next edits could not be loaded', { error: String(error) }));
    }, delayMs),
  );
  return store;
}
