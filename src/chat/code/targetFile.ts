import * as vscode from 'vscode';

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
 * Finds the file for a block: by the path it names, else the file at hand; asks when it is unclear. Undefined when
 * the person chose nothing.
 */
export async function targetFile(
  path: string | undefined,
  atHand: vscode.Uri | undefined,
): Promise<Target | undefined> {
  if (path !== undefined && isSafePath(path)) {
    const found = await filesNamed(path);
    const [only, another] = found;
    if (only && !another) return { kind: 'file', uri: only };
    if (only) return await choose(found, path);
    const folder = vscode.workspace.workspaceFolders?.[0];
    if (folder) return { kind: 'new', uri: vscode.Uri.joinPath(folder.uri, path.replaceAll('\\', '/')) };
  }
  return await choose(atHand ? [atHand] : [], undefined);
}

async function choose(found: readonly vscode.Uri[], path: string | undefined): Promise<Target | undefined> {
  const open = vscode.workspace.textDocuments.map(({ uri }) => uri).filter(({ scheme }) => scheme === 'file');
  const unique = new Map([...found, ...(path === undefined ? open : [])].map(uri => [uri.toString(), uri]));
  const items = [
    ...[...unique.values()].map(uri => ({ label: vscode.workspace.asRelativePath(uri, false), uri })),
    { label: '$(new-file) New untitled file', uri: undefined },
  ];
  const title = path === undefined ? 'Apply the code to which file?' : `Which ${path} is meant?`;
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'The block does not say where it belongs',
  });
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
