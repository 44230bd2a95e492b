import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../common/disposable';
import { t } from '../common/l10n';
import type { ChatRoom } from './chatRoom';
import { meantFor, pageMessage, type HostMessage } from './messages';
import { chatViewId } from './chatViewId';
import { chatPage } from './page';
import type { PageRequests } from './pageRequests';

/** The chat in an editor tab. */
export interface ChatTab {
  readonly title: string;
  readonly column: vscode.ViewColumn;
  /** Whether the cursor stays where it is. */
  readonly preserveFocus: boolean;
  readonly onDidClose?: () => void;
}

const ordinaryTab: ChatTab = {
  title: t('Codex Spark Chat'),
  column: vscode.ViewColumn.Active,
  preserveFocus: false,
};

/** Shows the chat in a view of the side bar, and in an editor tab. */
export class ChatView implements Disposable {
  private view: vscode.WebviewView | undefined;
  private panel: vscode.WebviewPanel | undefined;
  /** The page has said that it listens. */
  private readonly listening = new Set<vscode.Webview>();
  /** The cursor is to go into the input as soon as there is one. */
  private wantsFocus = false;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly room: ChatRoom,
    private readonly requests: Pick<PageRequests, 'handle'>,
  ) {}

  /** Fills the view of the side bar. */
  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    const connected = this.connect(view.webview);
    // A page that is hidden is gone; it comes back as a new one.
    view.onDidChangeVisibility(() => {
      if (!view.visible) this.listening.delete(view.webview);
    });
    view.onDidDispose(() => {
      connected.dispose();
      if (this.view === view) this.view = undefined;
    });
  }

  /** Opens the chat and puts the cursor into its input; into that of a page that is still loading when it listens. */
  async focus(): Promise<void> {
    this.wantsFocus = true;
    if (this.panel) this.panel.reveal();
    else await vscode.commands.executeCommand(`${chatViewId}.focus`);
    this.giveFocus();
  }

  /** Shows the chat in an editor tab, in place of the view or beside it. */
  openInEditor(place: ChatTab = ordinaryTab): void {
    if (this.panel) return this.panel.reveal();
    const { title, column, preserveFocus } = place;
    const panel = vscode.window.createWebviewPanel('codexSpark.chatEditor', title, {
      viewColumn: column,
      preserveFocus,
    });
    this.panel = panel;
    panel.iconPath = vscode.Uri.joinPath(this.extensionUri, 'media', 'icon.svg');
    const connected = this.connect(panel.webview);
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.listening.delete(panel.webview);
    });
    panel.onDidDispose(() => {
      connected.dispose();
      this.panel = undefined;
      place.onDidClose?.();
    });
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private giveFocus(): void {
    if (!this.wantsFocus || this.listening.size === 0) return;
    this.wantsFocus = false;
    this.room.post({ type: 'focus' });
  }

  private connect(webview: vscode.Webview): Disposable {
    const store = new DisposableStore();
    const folder = (...path: string[]): vscode.Uri => vscode.Uri.joinPath(this.extensionUri, ...path);
    webview.options = { enableScripts: true, localResourceRoots: [folder('dist'), folder('media')] };
    const post = (message: HostMessage): void => {
      if (this.listening.has(webview)) void webview.postMessage(message);
    };
    store.add(this.room.connect(post));
    store.add(
      webview.onDidReceiveMessage((raw: unknown) => {
        const message = v.safeParse(pageMessage, raw);
        if (!message.success) {
          this.room.parts.log.warn('a message of the chat page was refused', {
            why: message.issues[0].message,
          });
          return;
        }
        this.listening.add(webview);
        const target = v.safeParse(meantFor, raw);
        const conversation = target.success ? target.output.conversation : undefined;
        const handled = this.requests.handle(message.output, post, conversation);
        if (message.output.type === 'ready') void handled.then(() => this.giveFocus());
      }),
    );
    store.add({ dispose: () => void this.listening.delete(webview) });
    webview.html = chatPage({
      cspSource: webview.cspSource,
      scriptUri: webview.asWebviewUri(folder('dist', 'chat.js')).toString(),
      styleUri: webview.asWebviewUri(folder('media', 'chat.css')).toString(),
      nonce: randomBytes(16).toString('base64url'),
    });
    return store;
  }
}
