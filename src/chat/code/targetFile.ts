import * as vscode from 'vscode';
import { bestMatch } from './bestMatch';

/** Where a code block goes. */
export type Target =
  | { readonly kind: 'file'; readonly uri: vscode.Uri }
  | { readonly kind: 'new'; readonly uri: vscode.Uri }
  | { readonly kind: 'untitled' };

/** A path of a model is only followed inside the workspace. */
export function isSafePath(path: string): boolean {
  const parts = path.replaceAll('\\', '/').split('/');
  return (
    path !== '' && !/^([a-z]:|[\\/~])/i.test(path) && !parts.includes('..') && !/[\p{Cc}*?"<>|]/u.test(path)
  );
}

/** The files of the workspace that a path may mean: the very one, else those that end with it. */
export async function filesNamed(path: string): Promise<vscode.Uri[]> {
  const plain = path.replaceAll('\\', '/').replace(/^\.\//, '').replace(/#L.*$/, '');
  if (!isSafePath(plain)) return [];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const uri = vscode.Uri.joinPath(folder.uri, plain);
    if (await isFile(uri)) return [uri];
  }
  return await vscode.workspace.findFiles(`**/${plain.replace(/[[\]{}!]/g, '?')}`, undefined, 20);
}

/**
 * Finds the file for a block: by the path it names, else the open file that it shares lines with; asks when that is
 * unclear. Undefined when the person chose nothing.
 * @param atHand the file in the editor at hand, which is offered first
 */
export async function targetFile(
  { path, code }: { readonly path?: string | undefined; readonly code: string },
  atHand: vscode.Uri | undefined,
): Promise<Target | undefined> {
  if (path !== undefined && isSafePath(path)) {
    const found = await filesNamed(path);
    const [only, another] = found;
    if (only && !another) return { kind: 'file', uri: only };
    if (only) return await choose(found, `Which ${path} is meant?`);
    const folder = vscode.workspace.workspaceFolders?.[0];
    // Not on the disk before the person saves it.
    if (folder)
      return { kind: 'new', uri: unsaved(vscode.Uri.joinPath(folder.uri, path.replaceAll('\\', '/'))) };
  }
  const open = openFiles();
  const match = bestMatch(
    code,
    open.map(document => ({ file: document.uri, text: document.getText() })),
  );
  if (match) return { kind: 'file', uri: match };
  const files = [...(atHand ? [atHand] : []), ...open.map(({ uri }) => uri)];
  return await choose(files, 'Apply the code to which file?');
}

/** Files with a tab. VS Code lists documents for a while after their tabs were closed. */
function openFiles(): readonly vscode.TextDocument[] {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  const uris = new Set(
    inputs.flatMap(input => (input instanceof vscode.TabInputText ? [input.uri.toString()] : [])),
  );
  return vscode.workspace.textDocuments.filter(
    ({ uri }) => uri.scheme === 'file' && uris.has(uri.toString()),
  );
}

/** A file that begins as an editor with a name and nothing on the disk. */
function unsaved(uri: vscode.Uri): vscode.Uri {
  return uri.with({ scheme: 'untitled', authority: '' });
}

async function choose(files: readonly vscode.Uri[], title: string): Promise<Target | undefined> {
  const unique = new Map(files.map(uri => [uri.toString(), uri]));
  const items = [
    ...[...unique.values()].map(uri => ({ label: vscode.workspace.asRelativePath(uri, false), uri })),
    { label: '$(new-file) New untitled file', uri: undefined },
  ];
  const placeHolder = 'The block does not say where it belongs';
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder });
  if (!chosen) return undefined;
  return chosen.uri ? { kind: 'file', uri: chosen.uri } : { kind: 'untitled' };
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0;
  } catch {
    return false;
  }
}
