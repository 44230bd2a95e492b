import assert from 'node:assert/strict';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { screen, type, withDocument, type OpenDocument } from './editing';
import { extensionUnderTest } from '../network/extension';
import { ListeningModel } from './listeningModel';
import { waitFor } from './waitFor';

/** The model that answers all tests of the `describe` it is called in; forgets between two tests what it was asked. */
export function modelOfTests(): Pick<ListeningModel, 'asked' | 'answer' | 'screens'> {
  let model: ListeningModel | undefined;
  const started = (): ListeningModel => {
    assert.ok(model, 'the model is there from the first test on');
    return model;
  };
  const endpoint = (url: string | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration('codexSpark')
      .update('endpoint', url, vscode.ConfigurationTarget.Global);
  before(async () => {
    await extensionUnderTest();
    model = await ListeningModel.start();
    await endpoint(model.url);
  });
  after(async () => {
    await endpoint(undefined);
    await model?.stop();
  });
  beforeEach(() => {
    started().asked = [];
    started().answer = () => '';
  });
  return {
    get asked() {
      return started().asked;
    },
    set asked(asked) {
      started().asked = asked;
    },
    get answer() {
      return started().answer;
    },
    set answer(answer) {
      started().answer = answer;
    },
    get screens() {
      return started().screens;
    },
  };
}

/** The folder of the window. */
export function workspaceFolder(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the window has a folder');
  return folder.uri;
}

/** Writes files below the workspace folder while `work` runs, and removes them after it. */
export async function withFiles(
  files: Readonly<Record<string, string>>,
  work: () => Promise<void>,
): Promise<void> {
  const at = (name: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), ...name.split('/'));
  for (const [name, text] of Object.entries(files)) {
    await vscode.workspace.fs.writeFile(at(name), new TextEncoder().encode(text));
  }
  try {
    await work();
  } finally {
    for (const name of Object.keys(files)) await vscode.workspace.fs.delete(at(name), { useTrash: false });
  }
}

/** Opens a file of the workspace, with the cursor at its end, and closes it without saving. */
export async function withFile(name: string, work: (open: OpenDocument) => Promise<void>): Promise<void> {
  const uri = vscode.Uri.file(path.join(workspaceFolder().fsPath, name));
  const document = await vscode.workspace.openTextDocument(uri.with({ scheme: workspaceFolder().scheme }));
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const end = document.lineAt(document.lineCount - 1).range.end;
  editor.selection = new vscode.Selection(end, end);
  try {
    await work({ document, editor });
  } finally {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

/** Runs `work` under other settings of the user, and brings the old ones back. */
export async function withUserSettings(
  settings: Readonly<Record<string, unknown>>,
  work: () => Promise<void>,
): Promise<void> {
  const update = (key: string, value: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
  const before = Object.keys(settings).map(
    key => [key, vscode.workspace.getConfiguration().inspect(key)?.globalValue] as const,
  );
  try {
    for (const [key, value] of Object.entries(settings)) await update(key, value);
    await work();
  } finally {
    for (const [key, value] of before) await update(key, value);
  }
}

/** Types until the model is asked about the document on screen: its ignore files have to be read first. */
export async function typeAndBeAsked(
  model: Pick<ListeningModel, 'asked' | 'screens'>,
  text: string,
): Promise<void> {
  const before = model.asked.length;
  await type(text);
  await waitFor(
    'a request',
    async () => {
      if (model.asked.length > before) return true;
      await type(' ');
      await vscode.commands.executeCommand('deleteLeft');
      return undefined;
    },
    400,
  );
}

let controls = 0;

/**
 * What the model was asked while `work` ran, and until it was asked about another document for certain: what is
 * sent over one socket arrives in order, so nothing asked earlier can be missing.
 * @param options `trigger`: whether a suggestion is asked for by command at the end of `work`
 */
export async function askedDuring(
  model: Pick<ListeningModel, 'asked' | 'screens'>,
  work: () => Promise<void>,
  { trigger = true } = {},
): Promise<readonly string[]> {
  const before = model.asked.length;
  await work();
  if (trigger) await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  const marker = `control_${++controls}`;
  await withDocument('javascript', '█', async () => {
    await type(`let ${marker}`);
    await waitFor('the control', () => model.screens.some(asked => asked.includes(marker)) || undefined);
  });
  return model.screens
    .slice(before)
    .filter(asked => !asked.includes('let control_') && !/^l?e?t? ?[control_\d]*█/.test(asked));
}

/** Accepts with `command` as soon as there is something to accept; resolves with the screen then. */
export async function accepted(
  open: OpenDocument,
  command = 'editor.action.inlineSuggest.commit',
): Promise<string> {
  const before = screen(open);
  let last = before;
  let looks = 0;
  return await waitFor(
    'a suggestion to accept',
    async () => {
      // The text arrives a moment after the command is done; a second one in between would accept twice.
      if (last === before && looks++ % 20 === 0) await vscode.commands.executeCommand(command);
      const now = screen(open);
      // The cursor arrives a moment after the text.
      const settled = now !== before && now === last;
      last = now;
      return settled ? now : undefined;
    },
    50,
  );
}
