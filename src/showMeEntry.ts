import * as vscode from 'vscode';
import type { Disposable } from './common/disposable';
import { Later } from './common/later';
import { leftKey } from './editor/leftTour';
import type { ShowMeFeatureParts } from './showMeFeature';

/** Registers *Show Me*, which is loaded when it is asked for, or has something to remove that a closed window left. */
export function showMeEntry(parts: ShowMeFeatureParts): Disposable {
  const feature = new Later<Disposable>({
    load: async () => {
      const { showMeFeature } = await import('./showMeFeature');
      return () => showMeFeature(parts);
    },
    commands: ['showMe', 'showMeStepByStep', 'showMeNext', 'showMeStop'].map(name => `codexSpark.${name}`),
    registry: vscode.commands,
  });
  if (parts.context.workspaceState.get(leftKey) !== undefined) {
    feature
      .get()
      .catch((error: unknown) =>
        parts.log.error('a tour that was left could not be removed', { error: String(error) }),
      );
  }
  return feature;
}
