import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import { languageId } from './languageNames';
import { targetFile } from './targetFile';

/** What a code block says of itself. */
export interface CodeBlock {
  /** The code as far as it is known. */
  readonly code: string;
  readonly language?: string | undefined;
  readonly path?: string | undefined;
}

/** How an action ended: for the user. */
export interface ActionEnd {
  readonly state: 'done' | 'failed';
  readonly text: string;
}

/** How code ended up in a file, where each change waits for a decision. */
export type ApplyEnd =
  | { readonly kind: 'review' | 'stopped'; readonly changes: number }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly message: string };

/** Streams code into a file as changes to review. Never rejects; aborting stops it. */
export type ApplyToFile = (
  request: {
    readonly uri: vscode.Uri;
    readonly text: string | AsyncIterable<string>;
    readonly title: string;
    /** Told when another number of changes waits for a decision than at the end of it, or than was told before. */
    readonly onDidReview: (changes: number) => void;
  },
  signal: AbortSignal,
) => Promise<ApplyEnd>;

/** Inserting and applying code of an answer. */
export class CodeActions implements Disposable {
  private readonly ending = new AbortController();

  constructor(
    private readonly editorAtHand: () => vscode.TextEditor | undefined,
    private readonly applyToFile: ApplyToFile,
  ) {}

  /**
   * Puts code at the cursor of the editor at hand, in place of the selection. The cursor goes along with what is inserted: where
   * it replaced the selection it would stay selected, and the next key would remove it.
   */
  async insert({ code, language }: CodeBlock): Promise<ActionEnd> {
    const editor = this.editorAtHand();
    if (!editor) {
      await vscode.window.showTextDocument(await untitled(code, language));
      return { state: 'done', text: t('in a new untitled file') };
    }
    const done = await editor.edit(builder => {
      for (const selection of editor.selections) {
        builder.insert(selection.start, code);
        if (!selection.isEmpty) builder.delete(selection);
      }
    });
    const name = vscode.workspace.asRelativePath(editor.document.uri, false);
    return done
      ? { state: 'done', text: t('inserted into {0}', name) }
      : { state: 'failed', text: t('{0} cannot be changed', name) };
  }

  /**
   * Streams a block into its file as changes to review.
   * @param text the whole code, or its pieces as they come
   * @param say told how it stands when that changes behind its end: a change is decided on, undone or done again
   */
  async apply(
    block: CodeBlock,
    text: string | AsyncIterable<string>,
    say: (now: ActionEnd) => void,
  ): Promise<ActionEnd> {
    const target = await targetFile(block, this.editorAtHand()?.document.uri);
    if (!target) return { state: 'failed', text: t('not applied') };
    const uri = target.kind === 'untitled' ? (await untitled('', block.language)).uri : target.uri;
    const name = vscode.workspace.asRelativePath(uri, false);
    const title = target.kind === 'new' ? t('Writing {0}', name) : t('Applying');
    const onDidReview = (count: number): void => say({ state: 'done', text: reviewed(count, name) });
    const end = await this.applyToFile({ uri, text, title, onDidReview }, this.ending.signal);
    switch (end.kind) {
      case 'failed':
        return { state: 'failed', text: `${name}: ${end.message}` };
      case 'unchanged':
        return { state: 'done', text: t('{0} has it already', name) };
      case 'stopped':
        return { state: 'failed', text: t('stopped in {0}, {1}', name, changes(end.changes)) };
      case 'review':
        return { state: 'done', text: reviewed(end.changes, name) };
    }
  }

  dispose(): void {
    this.ending.abort();
  }
}

const reviewed = (count: number, name: string): string =>
  count === 0 ? t('nothing is left to review in {0}', name) : t('{0} in {1}', changes(count), name);

const changes = (count: number): string =>
  count === 1 ? t('1 change to review') : t('{0} changes to review', count);

async function untitled(content: string, language: string | undefined): Promise<vscode.TextDocument> {
  const known = new Set(await vscode.languages.getLanguages());
  const id = language === undefined ? undefined : languageId(language);
  return await vscode.workspace.openTextDocument({
    content,
    ...(id !== undefined && known.has(id) ? { language: id } : {}),
  });
}
