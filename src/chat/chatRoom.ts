import * as vscode from 'vscode';
import type { Clock } from '../common/clock';
import { DisposableStore, type Disposable } from '../common/disposable';
import { t } from '../common/l10n';
import type { Log } from '../common/log';
import { estimateTokens } from '../common/tokenEstimate';
import { messageOf } from '../common/thrown';
import type { Session } from '../session/session';
import { chatPreferences, type ChatPreferences } from './chatSettings';
import { ChatContext } from './context/chatContext';
import type { SendPermission } from './context/pieces';
import type { RecentChange } from './context/recentChanges';
import { endpointState } from './endpointState';
import type { ChatState, ContextState, HostMessage, Suggestion } from './messages';
import { ConversationTree } from './model/conversationTree';
import { Dialogue } from './model/dialogue';
import { chatInstructions, branchTokens } from './model/modelInput';
import { shownQueue } from './model/waiting';
import type { ConversationStore, StoreNews } from './store/conversationStore';

/** What the chat works with; all of it outlives the chat. */
export interface ChatParts {
  /** The session as it is now; undefined while the settings cannot be used. */
  readonly session: () => Session | undefined;
  /** What the endpoint is called. */
  readonly endpointName: () => string;
  readonly permission: SendPermission;
  /** What was edited in the last minutes, the oldest first. */
  readonly recentChanges: () => readonly RecentChange[];
  readonly store: ConversationStore;
  /** Remembers which conversation was shown. */
  readonly memory: vscode.Memento;
  readonly newId: () => string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Items that travel in one state; older ones are asked for. */
const page = 100;
const shownKey = 'codexSpark.chat.shown';

/** The conversations of a window: which are open, which one is shown, and what the pages are told of it. */
export class ChatRoom implements Disposable {
  readonly chatContext: ChatContext;
  private readonly disposables = new DisposableStore();
  private readonly open = new Map<string, Dialogue>();
  private readonly pages = new Set<(message: HostMessage) => void>();
  private shown: Dialogue;
  /** What was shown before: messages of a page that does not know yet are still meant for it. */
  private former: Dialogue | undefined;
  /** How often something was asked to be shown: what is stored comes later, when something else may be wanted. */
  private wishes = 0;
  /** Conversations that are being read, to be shown. */
  private readonly arriving = new Map<string, Promise<ConversationTree | string | undefined>>();
  /** Conversations with which another window went on while an answer ran here. */
  private readonly changedElsewhere = new Set<ConversationTree>();
  private preferences: ChatPreferences = chatPreferences();
  private started: Promise<void> | undefined;
  private contextTimer: Disposable | undefined;

  constructor(readonly parts: ChatParts) {
    this.shown = this.dialogue(this.empty());
    this.chatContext = this.disposables.add(
      new ChatContext({
        permission: parts.permission,
        recentChanges: parts.recentChanges,
        clock: parts.clock,
        newId: parts.newId,
        budget: () => this.preferences.contextTokens,
        changed: () => this.contextChanged(),
        automatic: () => this.preferences.attachCurrentFile,
      }),
    );
    this.disposables.add(parts.store.onNews(news => this.heard(news)));
    this.disposables.add(
      vscode.workspace.onDidChangeConfiguration(event => {
        if (!event.affectsConfiguration('codexSpark.chat')) return;
        this.preferences = chatPreferences();
        this.post({ type: 'settings', settings: this.settings });
        this.contextChanged();
      }),
    );
  }

  /** An open conversation. */
  openDialogue(id: string): Dialogue | undefined {
    return this.open.get(id);
  }

  /** A conversation that was asked for and is still being read; undefined where it is not, or cannot be read. */
  async arrivingDialogue(id: string): Promise<Dialogue | undefined> {
    const tree = await this.arriving.get(id);
    if (!(tree instanceof ConversationTree)) return undefined;
    return this.open.get(id) ?? this.dialogue(tree);
  }

  /** The conversation that is shown. */
  get current(): Dialogue {
    return this.shown;
  }

  /** Connects a page; dispose when it goes away. */
  connect(post: (message: HostMessage) => void): Disposable {
    this.pages.add(post);
    return { dispose: () => void this.pages.delete(post) };
  }

  /** Reads what is stored, once, and shows what was shown last. */
  start(): Promise<void> {
    return (this.started ??= this.load());
  }

  /** Tells every page. */
  post(message: HostMessage): void {
    for (const page of this.pages) page(message);
  }

  /** Everything a page shows. */
  state(): ChatState {
    this.shown.flush();
    const { tree } = this.shown;
    const { items, older } = tree.lastItems(page);
    return {
      conversation: { id: tree.id, title: tree.title },
      items: structuredClone(items),
      olderItems: older,
      queue: shownQueue(tree.queue),
      context: this.context,
      draft: tree.draft,
      settings: this.settings,
      endpoint: this.endpoint,
      suggestions: suggestions(this.chatContext.editorAtHand !== undefined),
    };
  }

  showState(): void {
    this.post({ type: 'state', state: this.state() });
  }

  /** The items before one, in pages. */
  older(before: string): void {
    const found = this.shown.tree.itemsBefore(before, page);
    if (!found) return;
    this.post({ type: 'older', items: structuredClone(found.items), olderItems: found.older });
  }

  /** Something about the connection has changed. */
  connectionChanged(): void {
    if (this.pages.size > 0) this.post({ type: 'endpoint', endpoint: this.endpoint });
  }

  /** Shows a new conversation; an empty one is new enough. */
  showNew(): void {
    this.wishes++;
    if (!this.shown.tree.isEmpty) this.show(this.empty());
    else this.showState();
  }

  /** Shows a stored or open conversation, unless another one is asked for until it is there. */
  async showConversation(id: string): Promise<void> {
    const wish = ++this.wishes;
    const arriving = this.tree(id).catch((error: unknown) => messageOf(error, 'unknown'));
    this.arriving.set(id, arriving);
    const tree = await arriving;
    if (this.arriving.get(id) === arriving) this.arriving.delete(id);
    const isWanted = wish === this.wishes;
    if (tree instanceof ConversationTree) {
      if (isWanted) this.show(tree);
    } else {
      this.shown.notice(
        'warning',
        tree === undefined
          ? t(
              'This conversation is not there any more: another window has deleted it, or its file could not be read and was set aside.',
            )
          : t('This conversation cannot be read at the moment ({0}). Try again later.', tree),
      );
      // The page has made room for another one.
      if (isWanted) this.showState();
    }
    await this.sendList();
  }

  /** Shows a conversation. What runs in another one goes on. */
  show(tree: ConversationTree): void {
    this.wishes++;
    const before = this.shown;
    this.shown = this.open.get(tree.id) ?? this.dialogue(tree);
    if (before !== this.shown) {
      const { former } = this;
      this.former = before;
      if (former && former !== this.shown && !former.busy) this.open.delete(former.tree.id);
    }
    this.chatContext.reset();
    void this.parts.memory.update(shownKey, tree.id);
    this.showState();
  }

  /** Forgets an open conversation that is being deleted. */
  close(id: string): void {
    this.open.get(id)?.dispose();
    this.open.delete(id);
    if (this.shown.tree.id === id) {
      this.shown = this.dialogue(this.empty());
      this.showState();
    }
  }

  /** Forgets all of them. */
  closeAll(): void {
    for (const id of [...this.open.keys()]) this.close(id);
  }

  /** An open or stored conversation. */
  async tree(id: string): Promise<ConversationTree | undefined> {
    return this.open.get(id)?.tree ?? (await this.parts.store.open(id));
  }

  /** The list of conversations, for a page that asked or for all. */
  async sendList(
    query = '',
    request?: number,
    post = (message: HostMessage) => this.post(message),
  ): Promise<void> {
    const { store } = this.parts;
    const found = query.trim() === '' ? store.list() : await store.search(query);
    post({
      type: 'conversations',
      ...(request === undefined ? {} : { request }),
      current: this.shown.tree.id,
      conversations: found.map(summary => ({ ...summary, busy: this.open.get(summary.id)?.busy ?? false })),
    });
  }

  /** The context and the draft have changed. */
  contextChanged(): void {
    this.contextTimer ??= this.parts.clock.setTimeout(() => {
      this.contextTimer = undefined;
      this.post({ type: 'context', context: this.context });
    }, 50);
  }

  save(tree: ConversationTree, soon: boolean): void {
    // A conversation that was begun in the first, empty one was never opened.
    if (tree === this.shown.tree && this.parts.memory.get(shownKey) !== tree.id)
      void this.parts.memory.update(shownKey, tree.id);
    this.parts.store.save(tree, soon);
  }

  dispose(): void {
    this.contextTimer?.dispose();
    for (const dialogue of this.open.values()) dialogue.dispose();
    this.disposables.dispose();
    // Last: what was stopped just now is in it.
    this.parts.store.dispose();
  }

  private async load(): Promise<void> {
    const { wishes } = this;
    const aside = await this.parts.store.load();
    const last = this.parts.memory.get<unknown>(shownKey);
    // What somebody has asked for or said meanwhile stays on screen.
    const mayShow = (): boolean => this.wishes === wishes && this.shown.tree.isEmpty;
    const tree =
      typeof last === 'string' && mayShow()
        ? await this.parts.store.open(last).catch(() => undefined)
        : undefined;
    if (tree && mayShow()) this.show(tree);
    if (aside > 0) {
      this.shown.notice(
        'warning',
        aside === 1
          ? t(
              'One stored conversation could not be read and was set aside in the storage of the extension. Nothing was deleted.',
            )
          : t(
              '{0} stored conversations could not be read and were set aside in the storage of the extension. Nothing was deleted.',
              aside,
            ),
      );
    }
  }

  private empty(): ConversationTree {
    return ConversationTree.empty(this.parts.newId(), Date.now());
  }

  private dialogue(tree: ConversationTree): Dialogue {
    const { clock, newId, session, endpointName } = this.parts;
    const dialogue: Dialogue = new Dialogue(tree, {
      clock,
      newId,
      today: () => Date.now(),
      budget: () => this.preferences.contextTokens,
      model: () => endpointName() || undefined,
      start: request => session()?.start({ lane: 'chat', instructions: chatInstructions, ...request }),
      takeContext: explicit => this.chatContext.take(explicit),
      post: message => {
        if (this.shown === dialogue) this.post(message);
        if (message.type === 'ended') this.ended(dialogue);
      },
      changed: soon => this.save(tree, soon),
    });
    this.open.set(tree.id, dialogue);
    return dialogue;
  }

  private ended(dialogue: Dialogue): void {
    if (this.changedElsewhere.delete(dialogue.tree) && this.shown === dialogue) this.showState();
    if (this.shown === dialogue) this.contextChanged();
    else if (!dialogue.busy && dialogue !== this.former) this.open.delete(dialogue.tree.id);
  }

  private heard(news: StoreNews): void {
    switch (news.kind) {
      case 'cannot-save':
        void vscode.window.showWarningMessage(
          t(
            'Codex Spark: conversations cannot be saved at the moment ({0}). They are kept in this window and saved as soon as that works again.',
            news.why,
          ),
        );
        return;
      case 'merged': {
        const { tree } = news;
        if (tree !== this.shown.tree) return;
        if (this.shown.busy) this.changedElsewhere.add(tree);
        else this.showState();
        return;
      }
      case 'deleted-elsewhere': {
        const { tree } = news;
        const keep = t('Keep It');
        void vscode.window
          .showWarningMessage(
            t('"{0}" was deleted in another window. What is said here goes with it.', tree.title),
            keep,
          )
          .then(async choice => {
            if (choice !== keep) return;
            await this.parts.store.restore(tree.id, tree);
            await this.sendList();
          });
      }
    }
  }

  private get context(): ContextState {
    const { contextTokens } = this.preferences;
    const { tree } = this.shown;
    return {
      chips: this.chatContext.chips,
      usedTokens:
        branchTokens(tree.branch(), contextTokens * 4) +
        this.chatContext.tokens +
        estimateTokens(tree.draft, contextTokens),
      budgetTokens: contextTokens,
    };
  }

  private get endpoint(): ChatState['endpoint'] {
    return endpointState(this.parts.endpointName(), this.parts.session()?.state);
  }

  private get settings(): ChatState['settings'] {
    const { liveRedirect, liveRedirectPauseMs, wrapCode, showNumbers } = this.preferences;
    return { liveRedirect, liveRedirectPauseMs, wrapCode, showNumbers };
  }
}

function suggestions(hasEditor: boolean): Suggestion[] {
  const general = { label: t('What can you do here?'), prompt: t('What can you do here?'), send: true };
  const tour = { label: t('Show me: a recording of two minutes'), prompt: '', send: false, showsMe: true };
  if (!hasEditor) return [general, tour];
  return [
    { label: t('Explain this file'), prompt: t('Explain this file.'), send: true },
    {
      label: t('Find mistakes'),
      prompt: t('Look for mistakes in this file and say how to fix them.'),
      send: true,
    },
    general,
    tour,
  ];
}
