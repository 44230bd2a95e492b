import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable';
import { Later } from '../../common/later';
import type { ImportOffer, ImportOfferParts } from './importOffer';

/** Offers of imports, whether or not they are loaded yet. */
export type ImportOffers = Pick<ImportOffer, 'accepted' | 'isItsOwn'> & Disposable;

/** Loads offers of imports a moment after the start: they are about text that was accepted. The caller disposes them. */
export function importEntry(parts: ImportOfferParts): ImportOffers {
  const offer = new Later<ImportOffer>({
    load: async () => {
      const { ImportOffer } = await import('./importOffer');
      return () => new ImportOffer(parts);
    },
    commands: ['addImport', 'dismissImport'].map(name => `codexSpark.inline.${name}`),
    registry: vscode.commands,
  });
  offer.getSoon(parts.clock, error =>
    parts.log.error('imports could not be loaded', { error: String(error) }),
  );
  return {
    accepted: (...accepted) => offer.now?.accepted(...accepted),
    isItsOwn: (uri, title) => offer.now?.isItsOwn(uri, title) ?? false,
    dispose: () => offer.dispose(),
  };
}
