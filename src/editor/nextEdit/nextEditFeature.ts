import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { documentTexts } from './documentTexts';
import { editAsText } from './editAsText';
import { embeddedSources } from './embeddedSources';
import { nextEditCommands } from './nextEditCommands';
import { NextEditHost, type NextEditParts } from './nextEditHost';
import { nextEditSettings } from './mode';
import { preferredFixes } from './preferredFixes';
import type { ChangeHistory } from '../context/changeHistory';

/** What next edits are built from; all of it outlives them. */
export interface NextEditFeatureParts extends Omit<NextEditParts, 'sources' | 'texts' | 'history'> {
  readonly history: ChangeHistory;
}

/** Wires next edits to the editor. Everything ends with the returned disposable. */
export function nextEditFeature(parts: NextEditFeatureParts): Disposable {
  const store = new DisposableStore();
  const texts = documentTexts();
  const fixes = store.add(preferredFixes(parts.clock));
  const sources = embeddedSources({
    ...parts,
    texts,
    fixes,
    mode: (languageId, uri) => nextEditSettings({ languageId, uri: vscode.Uri.parse(uri) }).mode,
  });
  const host = store.add(new NextEditHost({ ...parts, sources, texts }));
  store.add(nextEditCommands(host, store.add(editAsText())));
  return store;
}
