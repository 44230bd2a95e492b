import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import { webviewPage, type WebviewPageSources } from '../../common/webviewPage';
import { pageMessage, type EndpointPicture, type PageMessage, type SessionPicture } from './messages';

/** At most one picture in this time, in ms: quick enough to look live, slow enough to cost nothing. */
const frameMs = 200;

/** What the panel shows and does. */
export interface SessionPanelParts {
  readonly extensionUri: vscode.Uri;
  readonly clock: Clock;
  /** The endpoints in use as they are now. */
  readonly endpoints: () => readonly EndpointPicture[];
  readonly act: (command: Extract<PageMessage, { type: 'command' }>['command']) => void;
}

/** The session view: one editor tab, shown again when it is asked for again. */
export class SessionPanel implements Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private pending: Disposable | undefined;

  constructor(private readonly parts: SessionPanelParts) {}

  /** Opens the tab, or brings it to the front. */
  show(): void {
    if (this.panel) return this.panel.reveal();
    const { extensionUri, act } = this.parts;
    const folders = [vscode.Uri.joinPath(extensionUri, 'dist'), vscode.Uri.joinPath(extensionUri, 'media')];
    const panel = vscode.window.createWebviewPanel(
      'codexSpark.session',
      t('Codex Spark Session'),
      vscode.ViewColumn.Active,
      {
        enableScripts: true,
        localResourceRoots: folders,
      },
    );
    this.panel = panel;
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.svg');
    const store = new DisposableStore();
    store.add(
      panel.webview.onDidReceiveMessage((raw: unknown) => {
        const message = v.safeParse(pageMessage, raw);
        if (!message.success) return;
        if (message.output.type === 'ready') this.send();
        else act(message.output.command);
      }),
    );
    store.add(panel.onDidChangeViewState(() => this.changed()));
    panel.onDidDispose(() => {
      store.dispose();
      this.pending?.dispose();
      this.pending = undefined;
      this.panel = undefined;
    });
    const uri = (...path: string[]): string =>
      panel.webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
    panel.webview.html = sessionPage({
      cspSource: panel.webview.cspSource,
      scriptUri: uri('dist', 'webview.js'),
      styleUri: uri('media', 'sessionView.css'),
      nonce: randomBytes(16).toString('base64url'),
    });
  }

  /** The session has changed; the page follows soon. Costs nothing while the panel is closed or hidden. */
  changed(): void {
    if (!this.panel?.visible || this.pending) return;
    this.pending = this.parts.clock.setTimeout(() => {
      this.pending = undefined;
      this.send();
    }, frameMs);
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private send(): void {
    const picture: SessionPicture = { type: 'picture', endpoints: this.parts.endpoints() };
    void this.panel?.webview.postMessage(picture);
  }
}

/** The HTML of the session view. What it shows is drawn by its script, which never makes markup. */
function sessionPage(sources: WebviewPageSources): string {
  const page = { title: t('Codex Spark Session'), body: '<main id="root"></main>', markupPolicies: [] };
  return webviewPage(page, sources);
}
