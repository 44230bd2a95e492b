import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';

const scheme = 'codex-spark';
const uri = vscode.Uri.from({ scheme, path: `/${t('Codex Spark connection')}.md` });

/** Shows Markdown as a rendered, read-only page. */
export interface ReportDocument extends Disposable {
  /** Opens the page, or shows the new content in it. */
  show(markdown: string): Promise<void>;
}

/** Registers the page; it is not a file, so nothing is left unsaved. */
export function reportDocument(): ReportDocument {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<vscode.Uri>());
  let content = '';
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: () => content,
    }),
  );
  return {
    async show(markdown) {
      content = markdown;
      changed.fire(uri);
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    },
    dispose: () => store.dispose(),
  };
}
