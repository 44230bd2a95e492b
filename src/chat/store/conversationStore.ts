import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import type { Log } from '../../common/log';
import type { ConversationSummary } from '../messages';
import { ConversationTree } from '../model/conversationTree';
import { readConversation, writeConversation } from './storeFormat';

/** How many conversations are kept; the oldest go first. */
export const mostConversations = 100;
/** Changes are written together: a message of the person after this, in ms ... */
const soonMs = 250;
/** ... and more text of an answer after this. */
const laterMs = 2_000;

/** What the list shows of a conversation that is not open. */
type Summary = Omit<ConversationSummary, 'busy' | 'excerpt'>;

const ending = '.json';

/**
 * The conversations on disk, one file each, in the extension's own storage. A file is replaced as a whole, so that a
 * crash leaves the former one. One that cannot be read is set aside, never deleted.
 */
export class ConversationStore implements Disposable {
  private readonly summaries = new Map<string, Summary>();
  private readonly dirty = new Map<string, ConversationTree>();
  private timer: { readonly at: number; readonly handle: Disposable } | undefined;
  private writing: Promise<void> = Promise.resolve();
  private loading: Promise<number> | undefined;

  constructor(
    /** Absolute path; made when it is first needed. */
    private readonly folder: string,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Reads what there is, once. Resolves to how many files had to be set aside. */
  load(): Promise<number> {
    return (this.loading ??= this.readAll());
  }

  /** All conversations, the latest first. */
  list(): Summary[] {
    return [...this.summaries.values()].toSorted((a, b) => b.updatedAt - a.updatedAt);
  }

  /** Opens a conversation; undefined when there is none of that id, or none that can be read. */
  async open(id: string): Promise<ConversationTree | undefined> {
    const waiting = this.dirty.get(id);
    if (waiting) return waiting;
    if (!this.summaries.has(id)) return undefined;
    await this.writing;
    return await this.read(id);
  }

  /** The conversations that hold all words of a query in title or text, with a line where they stand. */
  async search(query: string): Promise<(Summary & { excerpt?: string })[]> {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const found = await Promise.all(
      this.list().map(async summary => {
        const tree = await this.open(summary.id);
        const lines = tree?.course().flatMap(({ item }) => linesOf(item)) ?? [];
        const all = [summary.title, ...lines].join('\n').toLowerCase();
        if (!words.every(word => all.includes(word))) return [];
        const line = lines.find(line => words.some(word => line.toLowerCase().includes(word)));
        return line === undefined ? [summary] : [{ ...summary, excerpt: excerpt(line, words) }];
      }),
    );
    return found.flat();
  }

  /** Saves a conversation some time from now; an empty one is not kept. */
  save(tree: ConversationTree, soon: boolean): void {
    if (tree.isEmpty && !this.summaries.has(tree.id)) return;
    this.dirty.set(tree.id, tree);
    this.summaries.set(tree.id, summaryOf(tree));
    const at = this.clock.now() + (soon ? soonMs : laterMs);
    if (this.timer && this.timer.at <= at) return;
    this.timer?.handle.dispose();
    const handle = this.clock.setTimeout(() => {
      this.timer = undefined;
      this.writing = this.writing.then(() => this.write());
    }, at - this.clock.now());
    this.timer = { at, handle };
  }

  /** Takes a conversation out of the list. `restore` brings it back until the next start. */
  async remove(id: string): Promise<void> {
    const unsaved = this.dirty.get(id);
    this.dirty.delete(id);
    this.summaries.delete(id);
    await this.writing;
    await rename(this.file(id), `${this.file(id)}.deleted`).catch(() => undefined);
    if (!unsaved) return;
    await mkdir(this.folder, { recursive: true });
    await writeFile(`${this.file(id)}.deleted`, writeConversation(unsaved.stored));
  }

  /** Brings a removed conversation back. */
  async restore(id: string): Promise<void> {
    await rename(`${this.file(id)}.deleted`, this.file(id)).catch(() => undefined);
    const tree = await this.read(id);
    if (tree) this.summaries.set(id, summaryOf(tree));
  }

  /** Deletes every conversation for good. */
  async removeAll(): Promise<void> {
    const ids = [...this.summaries.keys()];
    this.dirty.clear();
    this.summaries.clear();
    await this.writing;
    for (const id of ids) await rm(this.file(id), { force: true });
    for (const name of await this.names())
      if (name.endsWith('.deleted')) await rm(path.join(this.folder, name), { force: true });
  }

  /** Writes what waits at once: there is no later. */
  dispose(): void {
    this.timer?.handle.dispose();
    this.timer = undefined;
    for (const [id, tree] of this.dirty) {
      try {
        mkdirSync(this.folder, { recursive: true });
        const file = this.file(id);
        writeFileSync(`${file}.tmp`, writeConversation(tree.stored));
        renameSync(`${file}.tmp`, file);
      } catch (error) {
        this.failed('save', error);
      }
    }
    this.dirty.clear();
  }

  private async write(): Promise<void> {
    const batch = [...this.dirty];
    this.dirty.clear();
    for (const [id, tree] of batch) {
      // Removed while the batch was being written.
      if (!this.summaries.has(id)) continue;
      try {
        await mkdir(this.folder, { recursive: true });
        const file = this.file(id);
        await writeFile(`${file}.new`, writeConversation(tree.stored));
        await rename(`${file}.new`, file);
      } catch (error) {
        this.failed('save', error);
        this.dirty.set(id, tree);
      }
    }
    for (const { id } of this.list().slice(mostConversations)) {
      this.summaries.delete(id);
      await rm(this.file(id), { force: true });
    }
  }

  private async readAll(): Promise<number> {
    let aside = 0;
    for (const name of await this.names()) {
      if (name.endsWith('.deleted')) await rm(path.join(this.folder, name), { force: true });
      if (!name.endsWith(ending)) continue;
      const id = name.slice(0, -ending.length);
      if (this.summaries.has(id)) continue;
      const tree = await this.read(id);
      if (tree) this.summaries.set(id, summaryOf(tree));
      else aside++;
    }
    return aside;
  }

  private async read(id: string): Promise<ConversationTree | undefined> {
    try {
      const record = readConversation(await readFile(this.file(id), 'utf8'));
      if (record.id !== id) throw new Error('It has the id of another conversation.');
      return new ConversationTree(record);
    } catch (error) {
      this.failed('read', error);
      await rename(this.file(id), `${this.file(id)}.set-aside-${Date.now()}`).catch(() => undefined);
      return undefined;
    }
  }

  private async names(): Promise<string[]> {
    return await readdir(this.folder).catch(() => []);
  }

  private file(id: string): string {
    return path.join(this.folder, id + ending);
  }

  private failed(what: string, error: unknown): void {
    const why = error instanceof Error ? error.message.slice(0, 300) : 'unknown';
    this.log.error(`a conversation could not be ${what === 'read' ? 'read' : 'saved'}`, { why });
  }
}

function summaryOf(tree: ConversationTree): Summary {
  const { id, title, updatedAt, messages } = tree;
  return { id, title: title || 'New conversation', updatedAt, messages };
}

function linesOf(item: {
  kind: string;
  text?: string;
  parts?: { text: string; instruction?: string | undefined }[];
}): string[] {
  const texts = item.parts
    ? item.parts.flatMap(({ text, instruction }) => [instruction ?? '', text])
    : [item.text ?? ''];
  return texts.flatMap(text => text.split('\n'));
}

function excerpt(line: string, words: readonly string[]): string {
  const lower = line.toLowerCase();
  const at = Math.min(...words.map(word => lower.indexOf(word)).filter(at => at >= 0));
  const from = Math.max(0, at - 40);
  return `${from > 0 ? '…' : ''}${line.slice(from, from + 160).trim()}`;
}
