import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { documentTexts } from './documentTexts';
import { editAsText } from './editAsText';
import { embeddedSource } from './embeddedSource';
import { nextEditCommands } from './nextEditCommands';
import { NextEditHost, type NextEditParts } from './nextEditHost';
import { nextEditSettings } from './mode';
import type { ChangeHistory } from '../context/changeHistory';

/** What next edits are built from; all of it outlives them. */
export interface NextEditFeatureParts extends Omit<NextEditParts, 'source' | 'texts' | 'history'> {
  readonly history: ChangeHistory;
}

/** Wires next edits to the editor. Everything ends with the returned disposable. */
export function nextEditFeature(parts: NextEditFeatureParts): Disposable {
  const store = new DisposableStore();
  const texts = documentTexts();
  const source = embeddedSource({
    ...parts,
    texts,
    mode: (languageId, uri) => nextEditSettings({ languageId, uri: vscode.Uri.parse(uri) }).mode,
  });
  const host = store.add(new NextEditHost({ ...parts, source, texts }));
  store.add(nextEditCommands(host, store.add(editAsText())));
  return store;
}
