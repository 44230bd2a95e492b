import * as vscode from 'vscode';
import type { Lines } from '../../completion/window';
import { linesOf } from '../document/notebookCells';

/** A larger file is not read, in bytes. */
const largestFile = 500_000;
const mostFiles = 8;

/** Reads files by line: open ones as they are in the editor, others from where they are stored, the last ones once. */
export class FileLines {
  private readonly read = new Map<string, { readonly changed: number; readonly lines: Promise<Lines> }>();

  /** Undefined for a file that is too large; rejects for one that cannot be read. */
  async of(uri: vscode.Uri): Promise<Lines | undefined> {
    const key = uri.toString();
    const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === key);
    if (open) return linesOf(open);
    const { size, mtime } = await vscode.workspace.fs.stat(uri);
    if (size > largestFile) return undefined;
    const known = this.read.get(key);
    if (known?.changed === mtime) return known.lines;
    const lines = stored(uri);
    this.read.delete(key);
    this.read.set(key, { changed: mtime, lines });
    for (const oldest of this.read.keys()) if (this.read.size > mostFiles) this.read.delete(oldest);
    return lines;
  }
}

async function stored(uri: vscode.Uri): Promise<Lines> {
  const lines = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)).split(/\r?\n/);
  return { count: lines.length, text: line => lines[line] ?? '' };
}
