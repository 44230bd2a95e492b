import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { fitCode } from '../../diff/fitCode';
import { targetFile } from './targetFile';

/** What a code block says of itself. */
export interface CodeBlock {
  readonly code: string;
  readonly language?: string | undefined;
  readonly path?: string | undefined;
}

/** How an action ended: for the person. */
export interface ActionEnd {
  readonly state: 'done' | 'failed';
  readonly text: string;
}

const scheme = 'codex-spark-proposed';

/** Copying, inserting and applying code of an answer. */
export class CodeActions implements Disposable {
  private readonly store = new DisposableStore();
  private readonly proposed = new Map<string, string>();
  private serial = 0;

  constructor(private readonly editorAtHand: () => vscode.TextEditor | undefined) {
    this.store.add(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        provideTextDocumentContent: uri => this.proposed.get(uri.query) ?? '',
      }),
    );
  }

  /** Puts code at the cursor of the editor at hand, in place of the selection. */
  async insert({ code, language }: CodeBlock): Promise<ActionEnd> {
    const editor = this.editorAtHand();
    if (!editor) {
      const document = await vscode.workspace.openTextDocument({ content: code, ...languageOf(language) });
      await vscode.window.showTextDocument(document);
      return { state: 'done', text: 'in a new untitled file' };
    }
    const done = await editor.edit(builder => {
      for (const selection of editor.selections) builder.replace(selection, code);
    });
    const name = vscode.workspace.asRelativePath(editor.document.uri, false);
    return done
      ? { state: 'done', text: `inserted into ${name}` }
      : { state: 'failed', text: `${name} cannot be changed` };
  }

  /** Shows what a block changes in its file and, on approval, changes it; one undo takes it back. */
  async apply({ code, language, path }: CodeBlock): Promise<ActionEnd> {
    const target = await targetFile(path, this.editorAtHand()?.document.uri);
    if (!target) return { state: 'failed', text: 'not applied' };
    if (target.kind === 'untitled') {
      await vscode.window.showTextDocument(
        await vscode.workspace.openTextDocument({ content: code, ...languageOf(language) }),
      );
      return { state: 'done', text: 'in a new untitled file' };
    }
    const name = vscode.workspace.asRelativePath(target.uri, false);
    if (target.kind === 'new') return await this.create(target.uri, name, code);
    const document = await vscode.workspace.openTextDocument(target.uri);
    const before = document.getText();
    const after = fitCode(before, code);
    if (after === before) return { state: 'done', text: `${name} has it already` };
    if (!(await this.approved(document, after, name))) return { state: 'failed', text: 'not applied' };
    if (document.getText() !== before)
      return { state: 'failed', text: `${name} was changed meanwhile; apply again` };
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(0), document.positionAt(before.length)),
      after,
    );
    if (!(await vscode.workspace.applyEdit(edit)))
      return { state: 'failed', text: `${name} cannot be changed` };
    await vscode.window.showTextDocument(document);
    return { state: 'done', text: `applied to ${name}` };
  }

  dispose(): void {
    this.store.dispose();
  }

  private async create(uri: vscode.Uri, name: string, code: string): Promise<ActionEnd> {
    const choice = await vscode.window.showInformationMessage(`Create ${name}?`, { modal: true }, 'Create');
    if (!choice) return { state: 'failed', text: 'not created' };
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(uri, {
      contents: new TextEncoder().encode(`${code.replace(/\n*$/, '')}\n`),
      overwrite: false,
    });
    if (!(await vscode.workspace.applyEdit(edit)))
      return { state: 'failed', text: `${name} cannot be created` };
    await vscode.window.showTextDocument(uri);
    return { state: 'done', text: `created ${name}` };
  }

  private async approved(document: vscode.TextDocument, after: string, name: string): Promise<boolean> {
    const key = String(++this.serial);
    this.proposed.set(key, after);
    const proposal = document.uri.with({ scheme, query: key });
    try {
      await vscode.commands.executeCommand(
        'vscode.diff',
        document.uri,
        proposal,
        `${name}: with the code of the chat`,
        {
          preview: true,
        },
      );
      const choice = await vscode.window.showInformationMessage(
        `Apply the code to ${name}?`,
        'Apply',
        'Discard',
      );
      return choice === 'Apply';
    } finally {
      this.proposed.delete(key);
      const tabs = vscode.window.tabGroups.all
        .flatMap(group => group.tabs)
        .filter(
          ({ input }) =>
            input instanceof vscode.TabInputTextDiff && input.modified.toString() === proposal.toString(),
        );
      if (tabs.length > 0) await vscode.window.tabGroups.close(tabs);
    }
  }
}

function languageOf(language: string | undefined): { language?: string } {
  const names: Readonly<Record<string, string>> = {
    ...{
      ts: 'typescript',
      js: 'javascript',
      tsx: 'typescriptreact',
      jsx: 'javascriptreact',
      py: 'python',
      sh: 'shellscript',
    },
    ...{
      bash: 'shellscript',
      rs: 'rust',
      md: 'markdown',
      yml: 'yaml',
      'c++': 'cpp',
      cs: 'csharp',
      rb: 'ruby',
    },
  };
  if (language === undefined) return {};
  return { language: (Object.hasOwn(names, language) ? names[language] : undefined) ?? language };
}
