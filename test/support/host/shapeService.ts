import * as vscode from 'vscode';

/** A language service of the test's own: `Shape` and `Color` have to be imported, and it knows how. */
export class ShapeService implements vscode.Disposable {
  asked = 0;
  /** How long it takes to say what can be done, in ms. */
  thinksMs = 0;
  isPreferred = true;
  private readonly found = vscode.languages.createDiagnosticCollection('shapes');
  private readonly parts: vscode.Disposable[] = [
    this.found,
    vscode.workspace.onDidChangeTextDocument(({ document }) => this.check(document)),
    vscode.languages.registerCodeActionsProvider('javascript', {
      provideCodeActions: (document, _range, { diagnostics }) => this.fixes(document, diagnostics),
    }),
  ];

  dispose(): void {
    for (const part of this.parts) part.dispose();
  }

  check(document: vscode.TextDocument): void {
    if (document.languageId !== 'javascript') return;
    const text = document.getText();
    const places = [...text.matchAll(/(?<!import \{ )\b(Shape|Color)\b/g)].filter(
      ([name]) => !text.includes(`import { ${name} }`),
    );
    this.found.set(
      document.uri,
      places.map(({ index, 0: name }) => {
        const range = new vscode.Range(document.positionAt(index), document.positionAt(index + name.length));
        const finding = new vscode.Diagnostic(range, `Cannot find name '${name}'.`);
        finding.source = 'shapes';
        return finding;
      }),
    );
  }

  private async fixes(
    { uri }: vscode.TextDocument,
    diagnostics: readonly vscode.Diagnostic[],
  ): Promise<vscode.CodeAction[]> {
    const [finding] = diagnostics.filter(({ source }) => source === 'shapes');
    if (!finding) return [];
    const name = finding.message.includes('Shape') ? 'Shape' : 'Color';
    this.asked++;
    if (this.thinksMs > 0) await new Promise(resolve => setTimeout(resolve, this.thinksMs));
    const spelling = new vscode.CodeAction(`Change spelling to '${name}s'`, vscode.CodeActionKind.QuickFix);
    const fix = new vscode.CodeAction('Add import from "./shapes.js"', vscode.CodeActionKind.QuickFix);
    fix.isPreferred = this.isPreferred;
    fix.edit = new vscode.WorkspaceEdit();
    fix.edit.insert(uri, new vscode.Position(0, 0), `import { ${name} } from './shapes.js';\n`);
    return [spelling, fix];
  }
}
