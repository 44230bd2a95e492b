import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable';
import { readEndpointSettings } from '../endpoints/readEndpointSettings';
import { section } from '../settings';
import type { FirstLookParts } from './askOnce';
import { hasChosen } from './hasChosen';

/** Under this name it is remembered. */
const remembered = 'codexSpark.lookedForModels';

/** Everything that starts with the window comes first. In ms. */
const delayMs = 3_000;

/**
 * Looks once for models on this machine, when nothing has been chosen yet, and asks once whether the best one is to be used.
 * Nothing is stored, and no model is asked anything, without a yes. Where nothing is found nothing is said.
 */
export function firstLook(parts: FirstLookParts): Disposable {
  const { clock, memory, log } = parts;
  const over = new AbortController();
  const wanted = (): boolean =>
    vscode.workspace.getConfiguration(section).get('find.onStart', true) &&
    memory.get<boolean>(remembered) !== true &&
    !hasChosen(readEndpointSettings());
  if (!wanted()) {
    if (memory.get<boolean>(remembered) === true) log.info('models were looked for before');
    return { dispose: () => undefined };
  }
  const timer = clock.setTimeout(() => {
    // Another window may have done it, and the person may have chosen, in the meantime.
    if (!wanted()) return;
    void look(parts, over.signal).catch((error: unknown) =>
      log.warn('looking for models failed', { error: String(error) }),
    );
  }, delayMs);
  return {
    dispose() {
      timer.dispose();
      over.abort();
    },
  };
}

async function look(parts: FirstLookParts, signal: AbortSignal): Promise<void> {
  await parts.memory.update(remembered, true);
  const { askOnce } = await import('./askOnce');
  await askOnce(parts, signal);
}
