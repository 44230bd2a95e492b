import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { Emitter, type Event } from '../../common/emitter';
import { ignoreFilesGlob, isIgnoreFile } from '../../common/ignore/folderRules';
import type { PersonalGit } from '../../common/ignore/ignoreFileSystem';
import { personalGit } from '../../common/ignore/repositoryRules';
import { rulePath, type Decision } from '../../common/ignore/ruleFile';
import { t } from '../../common/l10n';
import {
  ineligible,
  keptBack,
  switchedOff,
  type EligibilityFacts,
  type Ineligibility,
} from '../../completion/eligibility';
import { modeKey, type Eagerness } from '../eagerness';
import { onDidChangeSettings, readRespectsGitignore, readSettings, type Settings } from '../settings';
import { IgnoreFiles, type IgnoreVerdict } from './ignoreFiles';

/**
 * What of the user's documents may leave the editor. Asking costs next to nothing and never reads a file: what
 * is not known yet may not be sent.
 */
export interface Permission extends Disposable {
  /** Whether text of a resource may be sent at all: as context, in a chat. Not while its ignore files are read. */
  mayBeSent(uri: vscode.Uri): boolean;
  /** Whether that is known by now: false while the ignore files of a resource are read. */
  isDecided(uri: vscode.Uri): boolean;
  /** Why a document gets no suggestions; undefined when it does. Without one: whether there are none anywhere. */
  inlineOff(document: vscode.TextDocument | undefined): Ineligibility | undefined;
  /** The same, whether or not inline suggestions are switched on. */
  suggestionsOff(document: vscode.TextDocument): Ineligibility | undefined;
  /** The rule that keeps a resource back, where an ignore file does. */
  ignoredBy(uri: vscode.Uri): vscode.Location | undefined;
  /** An answer may be another one now. */
  readonly onDidChange: Event<void>;
}

/** Settings that decide; below `codexSpark.`. */
const deciding = [
  modeKey,
  'inline.enabled',
  'inline.languages',
  'inline.settingsFiles',
  'respectGitignore',
  'inline.respectGitignore', // Its former name.
];

/** Creates the service. It follows the settings, the workspace folders and the ignore files in them. */
export function createPermission(eagerness: Pick<Eagerness, 'modeOf'>): Permission {
  const store = new DisposableStore();
  const changed = store.add(new Emitter<void>());
  const stores = new Map<string, IgnoreFiles>();
  let settings: Settings['documents'] = readSettings().documents;
  let respectsGit: boolean | undefined;
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
        { read: path => readText(at(path)), exists: path => exists(at(path)), person: personOf(uri) },
        path => vscode.workspace.getWorkspaceFolder(at(path))?.uri.path.replace(/\/$/, ''),
        () => (respectsGit ??= readRespectsGitignore()),
      ),
    );
    store.add(files.onDidChange(renew));
    stores.set(key, files);
    return files;
  };

  /** What the ignore files say; without a file there is no folder whose rules could count. */
  const verdictOf = (file: vscode.Uri): IgnoreVerdict | undefined =>
    vscode.workspace.fs.isWritableFileSystem(file.scheme) === undefined
      ? { by: undefined }
      : ignoreFilesOf(file).verdict(file.path);

  const facts = (uri: vscode.Uri): Pick<EligibilityFacts, 'scheme' | 'writable' | 'path' | 'ignored'> => {
    const file = fileOf(uri);
    const { scheme } = uri;
    const writable = vscode.workspace.fs.isWritableFileSystem(scheme);
    return { scheme, writable, path: file.path, ignored: ignored(file, verdictOf(file)) };
  };

  const suggestionsOff = (document: vscode.TextDocument): Ineligibility | undefined => {
    const { languageId } = document;
    const cached = known.get(document);
    if (cached?.languageId === languageId) return cached.off;
    const off = ineligible({
      ...facts(document.uri),
      ...settings,
      enabled: true,
      languageId,
      modeOff: false,
    });
    known.set(document, { languageId, off });
    return off;
  };

  store.add(
    onDidChangeSettings(deciding, () => {
      settings = readSettings().documents;
      respectsGit = undefined;
      forget();
    }),
  );
  store.add(vscode.workspace.onDidChangeWorkspaceFolders(forget));
  store.add(
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      const reads = (files: IgnoreFiles): boolean => files.reads(uri.path);
      if (isIgnoreFile(uri.path) || [...stores.values()].some(reads)) forget();
    }),
  );
  const watcher = store.add(vscode.workspace.createFileSystemWatcher(ignoreFilesGlob));
  for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) {
    store.add(event(forget));
  }

  return {
    mayBeSent: uri => keptBack(facts(uri)) === undefined,
    isDecided: uri => keptBack(facts(uri))?.kind !== 'reading',
    inlineOff: document => {
      if (!settings.enabled) return switchedOff;
      const mode = eagerness.modeOf(document);
      if (!document) return mode === 'off' ? switchedOff : undefined;
      const off = suggestionsOff(document);
      if (off || mode !== 'off') return off;
      const { languageId, uri } = document;
      return ineligible({ ...facts(uri), ...settings, languageId, modeOff: true });
    },
    suggestionsOff,
    ignoredBy: uri => {
      const file = fileOf(uri);
      const by = verdictOf(file)?.by;
      return by && new vscode.Location(sourceOf(file, by), new vscode.Position(by.rule.line, 0));
    },
    onDidChange: changed.event,
    dispose: () => store.dispose(),
  };
}

/** The verdict in words. */
function ignored(file: vscode.Uri, verdict: IgnoreVerdict | undefined): EligibilityFacts['ignored'] {
  if (!verdict) return 'reading';
  if (!verdict.by) return undefined;
  const { rule } = verdict.by;
  const source = vscode.workspace.asRelativePath(sourceOf(file, verdict.by), false);
  return { by: t('{0}, line {1}: {2}', source, rule.line + 1, rule.text.trim()) };
}

/** The file that a rule is written in; on the file system of the file it is about. */
function sourceOf(file: vscode.Uri, { file: source }: Decision): vscode.Uri {
  return file.with({ path: rulePath(source), query: '', fragment: '' });
}

/** The file that a document is of: for a notebook cell that of the notebook. */
function fileOf(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme !== 'vscode-notebook-cell') return uri;
  return vscode.workspace.notebookDocuments.find(notebook => notebook.uri.path === uri.path)?.uri ?? uri;
}

/** What VS Code says of a file that is not there, or is none. */
const notThere = ['FileNotFound', 'FileNotADirectory', 'FileIsADirectory'];

/** Git's files of the person whose machine it is. */
function personOf({ scheme }: vscode.Uri): PersonalGit | undefined {
  return scheme === 'file' ? personalGit(vscode.Uri.file(homedir()).path, process.env) : undefined;
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && notThere.includes(error.code)) return undefined;
    throw error;
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
