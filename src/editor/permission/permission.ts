import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { Emitter, type Event } from '../../common/emitter';
import {
  ineligible,
  keptBack,
  switchedOff,
  type EligibilityFacts,
  type Ineligibility,
} from '../../completion/eligibility';
import { onDidChangeSettings, readSettings, type Settings } from '../settings';
import { IgnoreFiles, isIgnoreFile, ownName } from './ignoreFiles';

/**
 * What of the person's documents may leave the editor. Asking costs next to nothing and never reads a file: what
 * is not known yet may not be sent.
 */
export interface Permission extends Disposable {
  /** Whether text of a resource may be sent at all: as context, in a chat. Not while its ignore files are read. */
  mayBeSent(uri: vscode.Uri): boolean;
  /** Why a document gets no suggestions; undefined when it does. Without one: whether there are none anywhere. */
  inlineOff(document: vscode.TextDocument | undefined): Ineligibility | undefined;
  /** An answer may be another one now. */
  readonly onDidChange: Event<void>;
}

/** Settings that decide; below `codexSpark.`. */
const deciding = ['inline.enabled', 'inline.languages', 'inline.settingsFiles', 'inline.respectGitignore'];

/** Creates the service. It follows the settings, the workspace folders and the ignore files in them. */
export function createPermission(): Permission {
  const store = new DisposableStore();
  const changed = store.add(new Emitter<void>());
  const stores = new Map<string, IgnoreFiles>();
  let settings: Settings['inline'] = readSettings().inline;
  let known = new WeakMap<vscode.TextDocument, { languageId: string; off: Ineligibility | undefined }>();
  const renew = (): void => {
    known = new WeakMap();
    changed.fire();
  };
  const forget = (): void => {
    for (const files of stores.values()) files.forget();
    renew();
  };

  /** The ignore files of one file system, such as that of this machine or of a remote one. */
  const ignoreFilesOf = (uri: vscode.Uri): IgnoreFiles => {
    const key = `${uri.scheme}://${uri.authority}`;
    const existing = stores.get(key);
    if (existing) return existing;
    const at = (path: string): vscode.Uri => uri.with({ path, query: '', fragment: '' });
    const files = store.add(
      new IgnoreFiles(
        { read: path => readText(at(path)), exists: path => exists(at(path)) },
        path => vscode.workspace.getWorkspaceFolder(at(path))?.uri.path.replace(/\/$/, ''),
        () => settings.respectGitignore,
      ),
    );
    store.add(files.onDidChange(renew));
    stores.set(key, files);
    return files;
  };

  const facts = (uri: vscode.Uri): Pick<EligibilityFacts, 'scheme' | 'path' | 'ignored'> => {
    const file = fileOf(uri);
    return { scheme: uri.scheme, path: file.path, ignored: ignored(file, ignoreFilesOf) };
  };

  store.add(
    onDidChangeSettings(deciding, () => {
      settings = readSettings().inline;
      forget();
    }),
  );
  store.add(vscode.workspace.onDidChangeWorkspaceFolders(forget));
  store.add(
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (isIgnoreFile(uri.path)) forget();
    }),
  );
  const watcher = store.add(vscode.workspace.createFileSystemWatcher(`**/{.gitignore,${ownName}}`));
  for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) {
    store.add(event(forget));
  }

  return {
    mayBeSent: uri => keptBack(facts(uri)) === undefined,
    inlineOff: document => {
      if (!settings.enabled) return switchedOff;
      if (!document) return undefined;
      const { languageId } = document;
      const cached = known.get(document);
      if (cached?.languageId === languageId) return cached.off;
      const off = ineligible({ ...facts(document.uri), ...settings, languageId });
      known.set(document, { languageId, off });
      return off;
    },
    onDidChange: changed.event,
    dispose: () => store.dispose(),
  };
}

function ignored(
  file: vscode.Uri,
  ignoreFilesOf: (uri: vscode.Uri) => IgnoreFiles,
): EligibilityFacts['ignored'] {
  // Without a file there is no folder whose rules could count.
  if (!['file', 'vscode-remote', 'vscode-vfs'].includes(file.scheme)) return undefined;
  const verdict = ignoreFilesOf(file).verdict(file.path);
  if (!verdict) return 'reading';
  if (!verdict.by) return undefined;
  const { file: source, rule } = verdict.by;
  const shown = vscode.workspace.asRelativePath(
    file.with({ path: `${source.folder}/${source.name}` }),
    false,
  );
  return { by: `${shown}, line ${rule.line + 1}: ${rule.text.trim()}` };
}

/** The file that a document is of: for a notebook cell that of the notebook. */
function fileOf(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme !== 'vscode-notebook-cell') return uri;
  return vscode.workspace.notebookDocuments.find(notebook => notebook.uri.path === uri.path)?.uri ?? uri;
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
