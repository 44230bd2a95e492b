import * as vscode from 'vscode';
import { fileLocation } from '../../common/fileLocation';
import { t } from '../../common/l10n';
import { bestMatch } from './bestMatch';
import { placeForNew, placesIn, plainPath, type Folder, type FolderPlace } from './folderPlaces';

/** Where a code block goes. */
export type Target =
  | { readonly kind: 'file'; readonly uri: vscode.Uri }
  | { readonly kind: 'new'; readonly uri: vscode.Uri }
  | { readonly kind: 'untitled' };

/** A path of a model is only followed inside the workspace. */
function isSafePath(path: string): boolean {
  const parts = path.replaceAll('\\', '/').split('/');
  return (
    path !== '' && !/^([a-z]:|[\\/~])/i.test(path) && !parts.includes('..') && !/[\p{Cc}*?"<>|]/u.test(path)
  );
}

/**
 * The files of the workspace that a path may mean: the very one in each folder, also when it begins with the folder's
 * name; else those that end with it, but for what was installed or built.
 */
export async function filesNamed(path: string): Promise<vscode.Uri[]> {
  const plain = plainPath(fileLocation(path).path);
  if (!isSafePath(plain)) return [];
  const places = placesIn(plain, folders()).map(uriOf);
  const exact = await Promise.all(places.map(async uri => ((await isFile(uri)) ? [uri] : [])));
  const found = exact.flat();
  if (found.length > 0) return found;
  // A pattern takes some characters for signs; each of them may stand for one character.
  const pattern = plain.replace(/[[\]{}!()$+^]/g, '?');
  const alike = await vscode.workspace.findFiles(`**/${pattern}`, installed, 20);
  return alike.filter(uri => uri.path.endsWith(`/${plain}`) && !isInstalled.test(uri.path));
}

/** What was installed or built is not what a model writes to. */
const installed = '**/{node_modules,bower_components,site-packages,.git,dist,out,build,target,vendor}/**';
const isInstalled = /\/(?:node_modules|bower_components|site-packages|\.git)\//;

function folders(): Folder<vscode.Uri>[] {
  const all = vscode.workspace.workspaceFolders ?? [];
  return all.map(({ name, uri }) => ({ name, address: uri.toString(), at: uri }));
}

const uriOf = ({ at, parts }: FolderPlace<vscode.Uri>): vscode.Uri => vscode.Uri.joinPath(at, ...parts);

/**
 * Finds the file for a block: by the path it names, else the open file that it shares lines with; asks when that is
 * unclear. Undefined when the user chose nothing.
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
    const near = found.find(uri => uri.toString() === atHand?.toString());
    if (near) return { kind: 'file', uri: near };
    if (only) return await choose(found, t('Which {0} is meant?', path));
    const place = placeForNew(path, folders(), atHand?.toString());
    // Not on the disk before the user saves it.
    if (place) return { kind: 'new', uri: unsaved(uriOf(place)) };
  }
  const open = openFiles();
  const match = bestMatch(
    code,
    open.map(document => ({ file: document.uri, text: document.getText() })),
  );
  if (match) return { kind: 'file', uri: match };
  const files = [...(atHand ? [atHand] : []), ...open.map(({ uri }) => uri)];
  return await choose(files, t('Apply the code to which file?'));
}

/** Files with a tab. VS Code lists documents for a while after their tabs were closed. */
function openFiles(): readonly vscode.TextDocument[] {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  const uris = new Set(
    inputs.flatMap(input => (input instanceof vscode.TabInputText ? [input.uri.toString()] : [])),
  );
  return vscode.workspace.textDocuments.filter(({ uri }) => uris.has(uri.toString()));
}

/** A file that begins as an editor with a name and nothing on the disk. */
function unsaved(uri: vscode.Uri): vscode.Uri {
  return uri.with({ scheme: 'untitled', authority: '' });
}

async function choose(files: readonly vscode.Uri[], title: string): Promise<Target | undefined> {
  const unique = new Map(files.map(uri => [uri.toString(), uri]));
  const items = [
    ...[...unique.values()].map(uri => ({ label: vscode.workspace.asRelativePath(uri), uri })),
    { label: t('$(new-file) New untitled file'), uri: undefined },
  ];
  const placeHolder = t('The block does not say where it belongs');
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
