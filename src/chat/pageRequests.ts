import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../common/disposable';
import { fileLocation } from '../common/fileLocation';
import { t } from '../common/l10n';
import { parseUrl } from '../common/parseUrl';
import { messageOf } from '../common/thrown';
import type { ChatRoom } from './chatRoom';
import { CodeActions, type ActionEnd, type ApplyToFile } from './code/codeActions';
import { followBlock, type MoreText } from './code/followBlock';
import { filesNamed } from './code/targetFile';
import { mentions } from './context/mentions';
import type { HelpAction, HostMessage, PageMessage } from './messages';
import type { Dialogue } from './model/dialogue';
import { answerMarkdown, exportMarkdown } from './model/exportMarkdown';

type Reply = (message: HostMessage) => void;

/** The commands behind the buttons of errors and notices. */
const help: Readonly<Record<Exclude<HelpAction, 'retry'>, readonly [string, ...unknown[]]>> = {
  setKey: ['codexSpark.setApiKey'],
  diagnose: ['codexSpark.diagnose'],
  reconnect: ['codexSpark.reconnect'],
  showLog: ['codexSpark.showLog'],
  openSettings: ['workbench.action.openSettings', 'codexSpark.endpoint'],
};

/** Does what a page asks for. */
export class PageRequests implements Disposable {
  private readonly store = new DisposableStore();
  private readonly code: CodeActions;
  private mentioning: vscode.CancellationTokenSource | undefined;

  constructor(
    private readonly room: ChatRoom,
    applyToFile: ApplyToFile,
  ) {
    this.code = this.store.add(new CodeActions(() => room.chatContext.editorAtHand, applyToFile));
  }

  /**
   * Handles a checked message; `reply` answers the page it came from. `conversation`: the one it is meant for, by default
   * the one that is shown now. Never rejects.
   */
  async handle(message: PageMessage, reply: Reply, conversation?: string): Promise<void> {
    try {
      await this.act(message, reply, conversation);
    } catch (error) {
      const why = messageOf(error, 'unknown');
      this.room.parts.log.error('a request of the chat failed', {
        type: message.type,
        why: why.slice(0, 300),
      });
    }
  }

  dispose(): void {
    this.mentioning?.dispose();
    this.store.dispose();
  }

  private async act(message: PageMessage, reply: Reply, conversation: string | undefined): Promise<void> {
    const { room } = this;
    const { chatContext } = room;
    const meant =
      conversation === undefined
        ? room.current
        : (room.openDialogue(conversation) ?? (await room.arrivingDialogue(conversation)));
    const dialogue = meant ?? room.current;
    switch (message.type) {
      case 'ready':
        await room.start();
        return reply({ type: 'state', state: room.state() });
      case 'loadOlder':
        return dialogue === room.current ? room.older(message.before) : undefined;
      case 'send':
        return dialogue.send(message.text);
      case 'redirect':
        return dialogue.redirect(message.text, message.live);
      case 'enqueue':
        return dialogue.enqueue(message.text);
      case 'stop':
        return dialogue.stop();
      case 'editQueued':
        return dialogue.editQueued(message.id, message.text);
      case 'moveQueued':
        return dialogue.moveQueued(message.id, message.to);
      case 'dropQueued':
        return dialogue.dropQueued(message.id);
      case 'sendQueued':
        return dialogue.sendQueued(message.id);
      case 'editMessage':
        return dialogue.editMessage(message.id, message.text);
      case 'showBranch':
        return dialogue.showBranch(message.id, message.index) && dialogue === room.current
          ? room.showState()
          : undefined;
      case 'regenerate':
        return dialogue.regenerate(message.answer);
      case 'fork':
        return this.fork(dialogue, message.id);
      case 'copyAnswer': {
        const answer = dialogue.tree.answer(message.answer);
        return answer && (await vscode.env.clipboard.writeText(answerMarkdown(answer)));
      }
      case 'copyCode':
        return await vscode.env.clipboard.writeText(message.code);
      case 'insertCode':
        return await this.codeAction(message, reply, () => this.code.insert(message));
      case 'applyCode':
        return await this.codeAction(message, reply, say =>
          this.code.apply(message, this.codeOf(dialogue, message), say),
        );
      case 'openLink':
        return await openLink(message.href);
      case 'openFile':
        return await openFile(message.path);
      case 'mention':
        return await this.mention(message.request, message.query, reply);
      case 'addContext':
        return chatContext.add(message.id);
      case 'removeContext':
        return chatContext.remove(message.id);
      case 'dropUris':
        return message.uris.forEach(uri => chatContext.addFile(uri));
      case 'dropText':
        return chatContext.addText(message.name, message.text);
      case 'draft':
        if (!meant) return;
        meant.tree.draft = message.text;
        room.save(meant.tree, false);
        return room.contextChanged();
      case 'listConversations':
        await room.start();
        return await room.sendList(message.query, message.request, reply);
      case 'openConversation':
        return await room.showConversation(message.id);
      case 'newConversation':
        return room.showNew();
      case 'renameConversation':
        return await this.rename(message.id, message.title);
      case 'deleteConversation':
        return await this.remove(message.id);
      case 'deleteAllConversations':
        return await this.removeAll();
      case 'exportConversation':
        return await this.export(message.id);
      case 'setLiveRedirect':
        return await vscode.workspace
          .getConfiguration('codexSpark.chat')
          .update('liveRedirect', message.on, vscode.ConfigurationTarget.Global);
      case 'showMe':
        return void (await vscode.commands.executeCommand('codexSpark.showMe'));
      case 'help':
        return await this.help(dialogue, message.action, message.item);
      case 'problem':
        return room.parts.log.warn('the chat page', { problem: message.text });
    }
  }

  private fork({ tree, runningAnswer }: Dialogue, id: string): void {
    const { room } = this;
    const { newId } = room.parts;
    if (!tree.isOnBranch(id) || id === runningAnswer) return;
    const copy = tree.fork(id, newId, Date.now());
    room.save(copy, true);
    room.show(copy);
  }

  /** A block that still streams is followed in the answer as it is written here. */
  private codeOf(
    dialogue: Dialogue,
    { code, answer, part, follow }: Extract<PageMessage, { type: 'applyCode' }>,
  ): string | AsyncIterable<string> {
    const item = dialogue.tree.answer(answer);
    if (!follow || !item) return code;
    const look = (offset: number): MoreText => {
      const text = dialogue.textFrom(item, part, offset);
      if (part < item.parts.length - 1) return { text, state: 'cut' };
      const { status } = item;
      if (status === 'waiting' || status === 'streaming') return { text, state: 'growing' };
      return { text, state: status === 'completed' ? 'whole' : 'cut' };
    };
    return followBlock(follow, look, () => dialogue.nextChange());
  }

  private async codeAction(
    { answer, part, block }: { answer: string; part: number; block: number },
    reply: Reply,
    act: (say: (now: ActionEnd) => void) => Promise<ActionEnd>,
  ): Promise<void> {
    const say = ({ state, text }: ActionEnd | { readonly state: 'working'; readonly text: '' }): void =>
      reply({ type: 'block', answer, part, block, state, text: text.slice(0, 500) });
    say({ state: 'working', text: '' });
    try {
      say(await act(say));
    } catch (error) {
      say({ state: 'failed', text: messageOf(error, t('It failed.')) });
    }
  }

  private async mention(request: number, query: string, reply: Reply): Promise<void> {
    this.mentioning?.cancel();
    this.mentioning?.dispose();
    const source = (this.mentioning = new vscode.CancellationTokenSource());
    const items = await mentions(query, source.token);
    if (!source.token.isCancellationRequested) reply({ type: 'mentions', request, items });
  }

  private async rename(id: string, title: string): Promise<void> {
    const { room } = this;
    const tree = await room.tree(id);
    if (!tree || title.trim() === '') return;
    tree.rename(title);
    room.save(tree, true);
    room.post({ type: 'title', conversation: id, title: tree.title });
    await room.sendList();
  }

  private async remove(id: string): Promise<void> {
    const { room } = this;
    const { store } = room.parts;
    const tree = await room.tree(id).catch(() => undefined);
    const title = tree?.title ?? t('The conversation');
    room.close(id);
    // What the stopped answer saved is to be found again by Undo.
    await store.remove(id);
    await room.sendList();
    const undo = t('Undo');
    void vscode.window.showInformationMessage(t('"{0}" was deleted.', title), undo).then(async choice => {
      if (choice !== undo) return;
      await store.restore(id);
      await room.showConversation(id);
    });
  }

  private async removeAll(): Promise<void> {
    const choice = await vscode.window.showWarningMessage(
      t('Delete all conversations of this workspace?'),
      { modal: true, detail: t('This cannot be undone.') },
      t('Delete All'),
    );
    if (choice !== undefined) await this.forgetAll();
  }

  /** Deletes all conversations of this workspace for good, without a question. */
  async forgetAll(): Promise<void> {
    const { room } = this;
    room.closeAll();
    await room.parts.store.removeAll();
    room.showState();
    await room.sendList();
  }

  private async export(id: string): Promise<void> {
    const tree = await this.room.tree(id);
    if (!tree) return;
    const document = await vscode.workspace.openTextDocument({
      language: 'markdown',
      content: exportMarkdown(tree),
    });
    await vscode.window.showTextDocument(document);
  }

  private async help(dialogue: Dialogue, action: HelpAction, item: string | undefined): Promise<void> {
    if (action === 'retry') {
      if (item !== undefined) dialogue.regenerate(item);
      return;
    }
    const [command, ...args] = help[action];
    await vscode.commands.executeCommand(command, ...args);
  }
}

/** Opens a link of a model: http, https and mailto only. VS Code shows where it leads and asks. */
async function openLink(href: string): Promise<void> {
  const url = parseUrl(href);
  if (!url) return;
  const { protocol, username, password } = url;
  if (!['http:', 'https:', 'mailto:'].includes(protocol) || username || password) return;
  await vscode.env.openExternal(vscode.Uri.parse(href));
}

/** Opens a file that a model named, from the workspace only; asks when several have that name. */
async function openFile(text: string): Promise<void> {
  const { path, line, column = 1 } = fileLocation(text);
  const found = await filesNamed(path);
  const items = found.map(uri => ({ label: vscode.workspace.asRelativePath(uri, false), uri }));
  const chosen =
    items.length < 2
      ? items[0]
      : await vscode.window.showQuickPick(items, { title: t('Open which {0}?', path) });
  if (!chosen) {
    if (items.length === 0)
      void vscode.window.showInformationMessage(t('There is no {0} in this workspace.', path));
    return;
  }
  const at = new vscode.Position(Math.max(0, (line ?? 1) - 1), Math.max(0, column - 1));
  await vscode.window.showTextDocument(
    chosen.uri,
    line === undefined ? {} : { selection: new vscode.Range(at, at) },
  );
}
