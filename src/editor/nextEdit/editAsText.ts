import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import type { NextEdit } from '../../nextEdit/nextEdit';
import { pictureText } from './pictureText';
import { editAsDiff } from './words';

/** The scheme of the page. */
export const nextEditScheme = 'codexspark-next-edit';
const uri = vscode.Uri.from({ scheme: nextEditScheme, path: `/${t('Next Edit')}.diff` });

/** Shows an edit as a text of its own, to be read line by line. */
export interface EditAsText extends Disposable {
  show(edit: NextEdit): Promise<void>;
}

/** Registers the page; it is not a file, and cannot be changed. */
export function editAsText(): EditAsText {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<vscode.Uri>());
  let content = '';
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(nextEditScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: () => content,
    }),
  );
  return {
    async show(edit) {
      const of = vscode.Uri.parse(edit.uri);
      const document = await vscode.workspace.openTextDocument(of);
      content = editAsDiff(edit, pictureText(document), vscode.workspace.asRelativePath(of, false));
      changed.fire(uri);
      await vscode.window.showTextDocument(uri, { preview: true });
    },
    dispose: () => store.dispose(),
  };
}
