import * as vscode from 'vscode';
import { Later } from '../../common/later';
import type { OwnLlama, OwnLlamaParts } from './ownLlama';
import { remembered } from './rememberedLlama';

/** A llama-server of our own: loaded at once where one is wanted, else when one is offered. The caller disposes it. */
export function laterLlama(parts: OwnLlamaParts): Later<OwnLlama> {
  const later = new Later<OwnLlama>({
    load: async () => {
      const { OwnLlama } = await import('./ownLlama');
      return () => new OwnLlama(parts);
    },
    registry: vscode.commands,
  });
  if (parts.memory.get(remembered) !== undefined) {
    later
      .get()
      .catch((error: unknown) => parts.log.error('llama.cpp could not be started', { error: String(error) }));
  }
  return later;
}
