import { t } from '../../common/l10n';
import type { AnswerItem, TranscriptItem, UserItem } from '../messages';
import type {
  Attachment,
  ChatNode,
  ConversationRecord,
  Lifetime,
  WaitingMessage,
} from './conversationRecord';
import { Followers } from './followers';
import { agreedOn, mergeConversations, type Agreed } from './mergeConversations';

/** Items of a branch in a row, and how many stand before them. */
export interface ItemPage {
  readonly items: TranscriptItem[];
  readonly older: number;
}

const titleLength = 60;

/**
 * One conversation: a tree of items, of which one branch, from the first item to the head, is shown. Nothing is ever
 * taken out of it: an edited message is a further child of what it followed. The branch is kept while it grows, so that
 * what is asked with every piece of an answer and every key does not go through all that was said.
 */
export class ConversationTree {
  private readonly nodes: Map<string, ChatNode>;
  private followers: Followers;
  /** The branch to the head, as far as it is known. It grows with what is added, and is forgotten when the head goes elsewhere. */
  private kept: BranchSoFar | undefined;
  queue: WaitingMessage[];
  /** Said to the running answer and not taken up yet: found in the queue, should the window go away. */
  unheard: readonly WaitingMessage[] = [];
  /** Waits in other windows: kept, and not ours to send. */
  private elsewhere: readonly WaitingMessage[] = [];
  /** What all windows knew when it was last read or written. */
  private agreed: Agreed | undefined;

  constructor(private readonly record: ConversationRecord) {
    this.nodes = new Map();
    for (const node of record.nodes) this.nodes.set(node.item.id, node);
    this.queue = record.queue;
    this.followers = new Followers(this.nodes);
  }

  /** An empty conversation. */
  static empty(id: string, now: number): ConversationTree {
    return new ConversationTree({
      ...{ id, title: '', named: false, createdAt: now, updatedAt: now },
      ...{ nodes: [], queue: [], draft: '' },
    });
  }

  get id(): string {
    return this.record.id;
  }

  get title(): string {
    return this.record.title;
  }

  get draft(): string {
    return this.record.draft;
  }

  set draft(text: string) {
    this.record.draft = text;
  }

  get updatedAt(): number {
    return this.record.updatedAt;
  }

  get head(): string | undefined {
    return this.record.head;
  }

  /** Whether nothing was said in it: then it is not worth keeping. */
  get isEmpty(): boolean {
    return this.nodes.size === 0 && this.queue.length === 0;
  }

  /** As it is stored; its parts are those of the tree and may change later. */
  get stored(): ConversationRecord {
    const queue = [...this.unheard, ...this.queue, ...this.elsewhere];
    return { ...this.record, nodes: [...this.nodes.values()], queue };
  }

  /** This is what is stored now: what differs from it later has changed since. */
  isStoredAs(record: ConversationRecord): void {
    this.agreed = agreedOn(record);
  }

  /** Takes in what another window has stored of it. Returns whether there was anything new in it. */
  absorb(theirs: ConversationRecord): boolean {
    const own = new Set([...this.unheard, ...this.queue].map(({ id }) => id));
    const { nodes, queue, ...rest } = mergeConversations(this.stored, theirs, this.agreed);
    const isNews =
      nodes.length > this.nodes.size || nodes.some(node => this.nodes.get(node.item.id) !== node);
    for (const node of nodes) this.nodes.set(node.item.id, node);
    this.followers = new Followers(this.nodes);
    this.kept = undefined;
    const waiting = new Set(queue.map(({ id }) => id));
    this.queue = this.queue.filter(({ id }) => waiting.has(id));
    this.elsewhere = queue.filter(({ id }) => !own.has(id));
    Object.assign(this.record, rest);
    this.isStoredAs(theirs);
    return isNews;
  }

  /** When it was deleted and brought back. */
  get lifetime(): Lifetime {
    return this.record;
  }

  /** Deletes it; `forGood`: nothing of it is kept. Later than whatever was done to it before. */
  delete(now: number, forGood = false): void {
    const { record } = this;
    record.deletedAt = Math.max(now, (record.restoredAt ?? 0) + 1);
    if (forGood) record.purgedAt = record.deletedAt;
  }

  /** Brings it back. */
  restore(now: number): void {
    const { record } = this;
    record.restoredAt = Math.max(now, record.deletedAt ?? 0, record.purgedAt ?? 0);
  }

  node(id: string): ChatNode | undefined {
    return this.nodes.get(id);
  }

  /** The nodes of the branch up to `end`, first to last. */
  branch(end: string | undefined = this.head): ChatNode[] {
    return end === this.head ? [...this.toTheHead().nodes] : this.pathTo(end);
  }

  /** The items of the branch as the page shows them, with the versions of edited messages counted. */
  items(): TranscriptItem[] {
    return this.itemsOf(this.toTheHead().nodes);
  }

  /** The last items of the branch as the page shows them, `most` at most, and how many stand before them. */
  lastItems(most: number): ItemPage {
    return this.page(this.toTheHead().nodes.length, most);
  }

  /** The last ones before an item; undefined when that is not on the branch. */
  itemsBefore(id: string, most: number): ItemPage | undefined {
    const end = this.toTheHead().nodes.findLastIndex(({ item }) => item.id === id);
    return end < 0 ? undefined : this.page(end, most);
  }

  /** An item as the page shows it. */
  shown(item: TranscriptItem): TranscriptItem {
    if (item.kind !== 'user' || !this.followers.branches) return item;
    const versions = this.versions(item.id);
    if (versions.length < 2) return item;
    return { ...item, branch: { index: versions.indexOf(item.id), count: versions.length } };
  }

  /** Adds an item after the head; it becomes the head. */
  add(item: TranscriptItem, now: number, attachments?: Attachment[]): void {
    const { head } = this.record;
    const node: ChatNode = {
      ...(head === undefined ? {} : { parent: head }),
      item,
      ...(attachments && attachments.length > 0 ? { attachments } : {}),
    };
    this.nodes.set(item.id, node);
    this.followers.added(head, item.id);
    if (this.kept) extend(this.kept, node);
    this.record.head = item.id;
    this.touch(now);
    if (item.kind === 'user' && this.title === '' && !this.record.named) {
      this.record.title = titleOf(item.text);
    }
  }

  /** Something in it has changed. */
  touch(now: number): void {
    this.record.updatedAt = now;
  }

  /** Goes back to what an item of the branch follows, so that what is added next stands beside it. */
  branchAt(id: string): void {
    this.goTo(this.nodes.get(id)?.parent);
  }

  /** Shows another version of a message, with the latest that followed it. Returns whether there is one. */
  showVersion(id: string, index: number): boolean {
    const version = this.versions(id)[index];
    if (version === undefined) return false;
    this.goTo(this.followers.endFrom(version));
    return true;
  }

  /** The ids of all versions of a message, oldest first. */
  versions(id: string): string[] {
    const node = this.nodes.get(id);
    if (!node) return [];
    if (!this.followers.branches) return [id];
    return this.followers
      .of(node.parent)
      .filter(other => this.nodes.get(other)?.item.kind === node.item.kind);
  }

  /** The message of the user that an item answers, or is. */
  question(id: string): { readonly item: UserItem; readonly attachments: Attachment[] } | undefined {
    let left = this.nodes.size;
    for (let at: string | undefined = id; at !== undefined && left > 0; left--) {
      const node: ChatNode | undefined = this.nodes.get(at);
      if (node?.item.kind === 'user') return { item: node.item, attachments: node.attachments ?? [] };
      at = node?.parent;
    }
    return undefined;
  }

  isOnBranch(id: string): boolean {
    return this.toTheHead().nodes.some(({ item }) => item.id === id);
  }

  answer(id: string): AnswerItem | undefined {
    const item = this.nodes.get(id)?.item;
    return item?.kind === 'answer' ? item : undefined;
  }

  rename(title: string): void {
    this.record.title = title.trim().slice(0, 200);
    this.record.named = true;
  }

  /** A copy that begins as this one up to and with an item. Its items get ids of their own. */
  fork(until: string, newId: () => string, now: number): ConversationTree {
    const copy = ConversationTree.empty(newId(), now);
    for (const { item, attachments } of this.branch(until)) {
      copy.add({ ...structuredClone(item), id: newId() }, now, structuredClone(attachments));
    }
    if (this.title) copy.record.title = t('{0} (fork)', this.title).slice(0, 200);
    return copy;
  }

  /** How many messages of the user are on the branch. */
  get messages(): number {
    return this.toTheHead().messages;
  }

  private page(end: number, most: number): ItemPage {
    const older = Math.max(0, end - most);
    return { items: this.itemsOf(this.toTheHead().nodes.slice(older, end)), older };
  }

  private itemsOf(branch: readonly ChatNode[]): TranscriptItem[] {
    return branch.map(({ item }) => this.shown(item));
  }

  private toTheHead(): BranchSoFar {
    if (this.kept) return this.kept;
    const nodes = this.followers.isEndOfAll(this.head) ? [...this.nodes.values()] : this.pathTo(this.head);
    const messages = nodes.reduce((sum, { item }) => sum + (item.kind === 'user' ? 1 : 0), 0);
    return (this.kept = { nodes, messages });
  }

  private pathTo(end: string | undefined): ChatNode[] {
    const path: ChatNode[] = [];
    for (let at = end; at !== undefined && path.length < this.nodes.size;) {
      const node = this.nodes.get(at);
      if (!node) break;
      path.push(node);
      at = node.parent;
    }
    return path.reverse();
  }

  private goTo(head: string | undefined): void {
    this.kept = undefined;
    if (head === undefined) delete this.record.head;
    else this.record.head = head;
  }
}

/** A branch, and how many messages of the user are on it. */
interface BranchSoFar {
  readonly nodes: ChatNode[];
  messages: number;
}

function extend(branch: BranchSoFar, node: ChatNode): void {
  branch.nodes.push(node);
  if (node.item.kind === 'user') branch.messages++;
}

/** A title from a message: its first line of words, cut at a word. */
function titleOf(text: string): string {
  const line = text.split('\n').find(line => /[\p{L}\p{N}]/u.test(line)) ?? text;
  const plain = line
    .replace(/[`*_#>]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.length <= titleLength) return plain;
  const cut = plain.slice(0, titleLength).replace(/[\ud800-\udbff]$/, '');
  const word = cut.lastIndexOf(' ');
  return `${word > titleLength / 2 ? cut.slice(0, word) : cut}…`;
}
