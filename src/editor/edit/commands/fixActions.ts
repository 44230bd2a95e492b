import * as vscode from 'vscode';
import type { Disposable } from '../../../common/disposable';
import { t } from '../../../common/l10n';

/** What the fix command is called with. */
export type FixArguments = readonly [uri: vscode.Uri, range: vscode.Range, messages: readonly string[]];

const { QuickFix, RefactorRewrite } = vscode.CodeActionKind;

/** Fixes for what the language service finds wrong, and rewriting of what is selected, in the light bulb. */
export function fixActions(): Disposable {
  return vscode.languages.registerCodeActionsProvider(
    { pattern: '**' },
    {
      provideCodeActions(document, range, context) {
        const actions: vscode.CodeAction[] = [];
        const { diagnostics } = context;
        const [first] = diagnostics;
        if (first) {
          const fix = new vscode.CodeAction(t('Fix with Codex Spark'), QuickFix);
          const where = diagnostics.reduce((sum, each) => sum.union(each.range), first.range);
          const args: FixArguments = [document.uri, where, diagnostics.map(({ message }) => message)];
          fix.command = { command: 'codexSpark.fix', title: fix.title, arguments: [...args] };
          fix.diagnostics = [...diagnostics];
          actions.push(fix);
        }
        if (!range.isEmpty) {
          const rewrite = new vscode.CodeAction(t('Optimize with Codex Spark'), RefactorRewrite);
          rewrite.command = { command: 'codexSpark.optimizeSelection', title: rewrite.title };
          actions.push(rewrite);
        }
        return actions;
      },
    },
    { providedCodeActionKinds: [QuickFix, RefactorRewrite] },
  );
}
