import * as vscode from 'vscode';

/** Where text may come from; everything else (settings, output, a web page) is not a file of the user. */
const schemes: readonly string[] = ['file', 'vscode-remote', 'vscode-vfs', 'untitled'];

/**
 * The file that an address stands for; undefined when it is none whose text can be attached.
 *
 * What is dragged in the window carries the window's addresses. In a remote window these are `vscode-remote:` ones, of
 * which extensions on that machine never hear otherwise: for them the same files are `file:` ones, in the workspace
 * folders and under the ignore files that lie there. This extension always runs where the workspace is
 * (`extensionKind`).
 */
export function fileAt(address: string): vscode.Uri | undefined {
  let uri: vscode.Uri;
  try {
    // A symbol or a match is dragged as a place in its file.
    uri = vscode.Uri.parse(address, true).with({ fragment: '' });
  } catch {
    return undefined;
  }
  if (!schemes.includes(uri.scheme) && !isEditable(uri)) return undefined;
  return uri.scheme === 'vscode-remote' && vscode.env.remoteName !== undefined
    ? uri.with({ scheme: 'file', authority: '' })
    : uri;
}

/** Whether a resource is a document that one edits: one not saved yet, or a file of any file system that can be written. */
export function isEditable({ scheme }: vscode.Uri): boolean {
  if (scheme === 'vscode-userdata') return false; // Settings.
  return scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}
