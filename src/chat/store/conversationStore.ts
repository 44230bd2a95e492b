import { randomUUID } from 'node:crypto';
import { sleep, type Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import { Emitter } from '../../common/emitter';
import { t } from '../../common/l10n';
import type { Log } from '../../common/log';
import { messageOf } from '../../common/thrown';
import type { ConversationSummary } from '../messages';
import { isDeleted, isPurged } from '../model/conversationRecord';
import { ConversationTree } from '../model/conversationTree';
import { ConversationFiles, isPassing, type Found } from './conversationFiles';
import { folderDisk, type Disk } from './disk';
import { findWords } from './findWords';

/** How many conversations are kept; the oldest go first. */
const mostConversations = 100;
/** Changes are written together: a message of the user after this, in ms ... */
const soonMs = 250;
/** ... and more text of an answer after this. */
const laterMs = 2_000;
/** What the system refuses is tried again after these times, in ms: another program may hold a file for a moment ... */
const patience = [20, 60, 200] as const;
/** ... and after that from this time on, each time twice as long, up to that. */
const retryMs = { first: 1_000, most: 30_000 } as const;
/** A deletion can be undone for so long, in ms: over the start of any window. */
const undoMs = 86_400_000;
/** That something was deleted is remembered for so long, in ms: a window that still shows it does not bring it back. */
const tombstoneMs = 30 * 86_400_000;

/** What the list shows of a conversation that is not open. */
type Summary = Omit<ConversationSummary, 'busy' | 'excerpt'>;

/** Something about the conversations that nobody asked for. */
export type StoreNews =
  /** Nothing can be written at the moment; it is kept here and tried again. Said once, until it works again. */
  | { readonly kind: 'cannot-save'; readonly why: string }
  /** Another window went on with this conversation. */
  | { readonly kind: 'merged'; readonly tree: ConversationTree }
  /** Another window deleted this one, which is in use here. */
  | { readonly kind: 'deleted-elsewhere'; readonly tree: ConversationTree };

/** A conversation with changes that are not written. */
interface Unsaved {
  readonly tree: ConversationTree;
  /** Counts the changes, so that what came while it was being written is not taken for written. */
  changes: number;
}

/**
 * The conversations of a workspace, of all its windows, in the extension's own storage (`ConversationFiles`). What is
 * broken is set aside, never deleted; what cannot be read or written for a reason that passes is tried again.
 */
export class ConversationStore implements Disposable {
  private readonly summaries = new Map<string, Summary>();
  private readonly unsaved = new Map<string, Unsaved>();
  /** Conversations that could not be read yet. */
  private readonly unread = new Set<string>();
  private readonly files: ConversationFiles;
  private readonly news = new Emitter<StoreNews>();
  private timer: { readonly at: number; readonly handle: Disposable } | undefined;
  private writing: Promise<void> = Promise.resolve();
  private loading: Promise<number> | undefined;
  private failures = 0;
  private readonly end = new AbortController();

  readonly onNews = this.news.event;

  constructor(
    /** Absolute path, made when it is first needed; or what stands for it. */
    folder: string | Disk,
    private readonly clock: Clock,
    private readonly log: Log,
    /** Now, in ms since 1970. */
    private readonly today: () => number = Date.now,
    newName: () => string = randomUUID,
  ) {
    const disk = typeof folder === 'string' ? folderDisk(folder) : folder;
    this.files = new ConversationFiles(disk, newName, today, (tree, news) => this.absorbed(tree, news));
  }

  /** Reads what there is, once. Resolves to how many files had to be set aside. */
  load(): Promise<number> {
    return (this.loading ??= this.readAll());
  }

  /** All conversations, the latest first. */
  list(): Summary[] {
    return [...this.summaries.values()].toSorted((a, b) => b.updatedAt - a.updatedAt);
  }

  /**
   * Opens a conversation; undefined when there is none of that id, or none that can ever be read.
   * @throws what the system says when it cannot be read at the moment
   */
  async open(id: string): Promise<ConversationTree | undefined> {
    const waiting = this.unsaved.get(id);
    if (waiting) return waiting.tree;
    if (!this.summaries.has(id)) return undefined;
    await this.writing;
    const found = await this.find(id);
    return found.kind === 'there' && this.summaries.has(id) ? found.tree : undefined;
  }

  /** The conversations that hold all words of a query in title or text, with a line where they stand. */
  async search(query: string): Promise<(Summary & { excerpt?: string })[]> {
    const found = await Promise.all(
      this.list().map(async summary => {
        const tree = await this.open(summary.id).catch(() => undefined);
        const match = findWords(query, summary.title, tree?.branch() ?? []);
        return match ? [{ ...summary, ...match }] : [];
      }),
    );
    return found.flat();
  }

  /** Saves a conversation some time from now; an empty one is not kept. */
  save(tree: ConversationTree, soon: boolean): void {
    if (tree.isEmpty && !this.summaries.has(tree.id)) return;
    this.changed(tree);
    if (!isDeleted(tree.lifetime)) this.summaries.set(tree.id, summaryOf(tree));
    this.writeIn(soon ? soonMs : laterMs);
  }

  /** Takes a conversation out of the list, in every window. `restore` brings it back, for a day. */
  async remove(id: string): Promise<void> {
    const known = this.unsaved.get(id)?.tree;
    if (!known && !this.summaries.has(id)) return;
    this.summaries.delete(id);
    this.unread.delete(id);
    const tree = known ?? (await this.treeOf(id)) ?? ConversationTree.empty(id, this.today());
    tree.delete(this.today());
    this.changed(tree);
    await this.writeNow();
  }

  /** Brings a removed conversation back. `tree`: as it is still open here, where it is. */
  async restore(id: string, tree?: ConversationTree): Promise<void> {
    await this.writing;
    const known = tree ?? this.unsaved.get(id)?.tree ?? (await this.treeOf(id));
    if (!known || (isPurged(known.lifetime) && known.isEmpty)) return;
    known.restore(this.today());
    this.changed(known);
    this.summaries.set(id, summaryOf(known));
    await this.writeNow();
  }

  /** Deletes every conversation for good. */
  async removeAll(): Promise<void> {
    await this.writing;
    const ids = new Set([...this.summaries.keys(), ...(await this.patiently(() => this.files.ids()))]);
    this.summaries.clear();
    this.unread.clear();
    for (const id of ids) {
      const tree = ConversationTree.empty(id, this.today());
      tree.delete(this.today(), true);
      this.changed(tree);
    }
    await this.writeNow();
    await this.files.sweep(ids);
  }

  /** Writes what waits at once: there is no later. */
  dispose(): void {
    this.end.abort();
    this.timer?.handle.dispose();
    this.timer = undefined;
    this.files.close();
    for (const { tree } of this.unsaved.values()) {
      try {
        insistently(() => this.files.saveNow(tree));
      } catch (error) {
        this.failed('saved', error);
      }
    }
    this.unsaved.clear();
    try {
      this.files.settleNow();
    } catch (error) {
      this.failed('tidied up', error);
    }
    this.news.dispose();
  }

  private get isDisposed(): boolean {
    return this.end.signal.aborted;
  }

  private changed(tree: ConversationTree): void {
    const former = this.unsaved.get(tree.id);
    if (former?.tree === tree) former.changes++;
    else this.unsaved.set(tree.id, { tree, changes: 0 });
  }

  private writeIn(ms: number): void {
    if (this.isDisposed) return;
    const at = this.clock.now() + ms;
    if (this.timer && this.timer.at <= at) return;
    this.timer?.handle.dispose();
    this.timer = { at, handle: this.clock.setTimeout(() => void this.writeNow(), ms) };
  }

  /** Writes what waits, after what is being written. Never rejects. */
  private writeNow(): Promise<void> {
    this.timer?.handle.dispose();
    this.timer = undefined;
    return (this.writing = this.writing.then(() => this.write()));
  }

  private async write(): Promise<void> {
    let trouble: unknown;
    for (const [id, unsaved] of [...this.unsaved]) {
      const { tree, changes } = unsaved;
      try {
        await this.patiently(() => this.files.save(tree));
      } catch (error) {
        if (this.isDisposed) return;
        this.failed('saved', error);
        trouble = error;
        continue;
      }
      if (this.isDisposed) return;
      if (this.unsaved.get(id) === unsaved && unsaved.changes === changes) this.unsaved.delete(id);
    }
    await this.files.settle().catch((error: unknown) => (trouble = error));
    for (const id of this.unread) await this.find(id).catch((error: unknown) => (trouble = error));
    await this.dropOldest().catch((error: unknown) => (trouble = error));
    if (this.isDisposed) return;
    if (trouble === undefined) this.failures = 0;
    else this.tryLater(trouble);
  }

  private tryLater(why: unknown): void {
    const saving = this.unsaved.size > 0;
    if (saving && this.failures === 0) this.news.fire({ kind: 'cannot-save', why: wordsOf(why) });
    this.writeIn(Math.min(retryMs.most, retryMs.first * 2 ** Math.min(this.failures, 10)));
    if (saving) this.failures++;
  }

  /** The oldest beyond what is kept go, unless somebody went on with them elsewhere. */
  private async dropOldest(): Promise<void> {
    const readable = this.list().filter(({ id }) => !this.unread.has(id) && !this.unsaved.has(id));
    for (const { id, updatedAt } of readable.slice(mostConversations)) {
      if (await this.files.forget(id, record => record.updatedAt <= updatedAt)) this.summaries.delete(id);
      else await this.find(id);
    }
  }

  private async readAll(): Promise<number> {
    let aside = 0;
    let ids: readonly string[] = [];
    try {
      ids = await this.patiently(() => this.files.ids());
    } catch (error) {
      this.failed('listed', error);
    }
    for (const id of ids) {
      if (this.unsaved.has(id)) continue;
      try {
        if ((await this.find(id)).kind === 'aside') aside++;
      } catch {
        // It is in the list as one that cannot be read yet.
        this.writeIn(retryMs.first);
      }
    }
    return aside;
  }

  /** Reads a conversation and what the list shows of it. @throws what the system says */
  private async find(id: string): Promise<Found> {
    let found: Found;
    try {
      found = await this.patiently(() => this.files.find(id));
    } catch (error) {
      if (this.isDisposed) throw error;
      this.failed('read', error);
      this.unread.add(id);
      if (!this.summaries.has(id)) this.summaries.set(id, unreadSummary(id));
      throw error;
    }
    this.unread.delete(id);
    if (found.kind === 'aside') this.failed('read', new Error(found.why));
    if (found.kind !== 'there') this.summaries.delete(id);
    else this.found(found.tree, found.scattered);
    return found;
  }

  private found(tree: ConversationTree, scattered: boolean): void {
    const { id, lifetime } = tree;
    if (isDeleted(lifetime)) {
      this.summaries.delete(id);
      const now = this.today();
      const since = now - (lifetime.deletedAt ?? now);
      if (since > undoMs && !isPurged(lifetime)) {
        tree.delete(now, true);
        this.changed(tree);
        this.writeIn(laterMs);
      } else if (since > tombstoneMs) void this.files.forget(id, isDeleted).catch(() => false);
    } else this.summaries.set(id, summaryOf(tree));
    if (!scattered || this.unsaved.has(id)) return;
    this.changed(tree);
    this.writeIn(laterMs);
  }

  private async treeOf(id: string): Promise<ConversationTree | undefined> {
    await this.writing;
    const found = await this.patiently(() => this.files.find(id)).catch(() => undefined);
    return found?.kind === 'there' ? found.tree : undefined;
  }

  private absorbed(tree: ConversationTree, news: boolean): void {
    if (isDeleted(tree.lifetime)) {
      if (this.summaries.delete(tree.id)) this.news.fire({ kind: 'deleted-elsewhere', tree });
      return;
    }
    this.summaries.set(tree.id, summaryOf(tree));
    if (news) this.news.fire({ kind: 'merged', tree });
  }

  /** Tries again for a moment what the system refuses. */
  private async patiently<T>(action: () => Promise<T>): Promise<T> {
    for (const ms of patience) {
      try {
        return await action();
      } catch (error) {
        if (!isPassing(error)) throw error;
        await sleep(this.clock, ms, this.end.signal);
      }
    }
    return await action();
  }

  private failed(what: string, error: unknown): void {
    this.log.error(`a conversation could not be ${what}`, { why: wordsOf(error) });
  }
}

/** Tries again what the system refuses, and waits for it. */
function insistently(action: () => void): void {
  for (const ms of patience) {
    try {
      return action();
    } catch (error) {
      if (!isPassing(error)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    }
  }
  action();
}

function summaryOf(tree: ConversationTree): Summary {
  const { id, title, updatedAt, messages } = tree;
  return { id, title: title || t('New conversation'), updatedAt, messages };
}

const unreadSummary = (id: string): Summary => ({
  ...{ id, title: t('A conversation that cannot be read at the moment'), updatedAt: 0, messages: 0 },
});

function wordsOf(error: unknown): string {
  return messageOf(error, 'unknown').slice(0, 300);
}
