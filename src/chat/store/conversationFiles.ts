import { t } from '../../common/l10n';
import { codeOf, toError } from '../../common/thrown';
import { isPurged, tombstone, type ConversationRecord, type ReadRecord } from '../model/conversationRecord';
import { ConversationTree } from '../model/conversationTree';
import { mergeConversations } from '../model/mergeConversations';
import type { Disk } from './disk';
import { NewerFormat, readStored, writeConversation } from './storeFormat';

const ending = '.json';
/** A snapshot that was left behind is taken for a torn one, and goes away, after so long, in ms. */
const leftBehindMs = 86_400_000;
/** A snapshot may be on its way into its place for so long, in ms. */
const underWayMs = 60_000;
/** So often another window may be faster before it is tried again later. */
const mostRounds = 20;

/** What is done in the background when there is time, and at once when there is none. */
type Step =
  | { readonly kind: 'read'; readonly name: string }
  | { readonly kind: 'write'; readonly name: string; readonly text: string };
type Steps = Generator<Step, void, string | undefined>;

/** What was found of a conversation. */
export type Found =
  | {
      readonly kind: 'there';
      readonly tree: ConversationTree;
      /** Whether it is to be written again, to make one file of several. */
      readonly scattered: boolean;
    }
  | { readonly kind: 'none' }
  /** Nothing of it could be read; its file was set aside. */
  | { readonly kind: 'aside'; readonly why: string }
  /** A newer extension wrote it; it stays where it is. */
  | { readonly kind: 'newer' };

/**
 * How conversations lie in their folder, and how several windows share it without a lock. Each has a main file, `id.json`.
 * A window never changes that file: it writes a snapshot of its own beside it, `id.json.NAME`, moves the main file out of
 * the way under another such name, makes sure that it is the one it knows, and gives the snapshot the name of the main
 * file, which works only while there is none. When another window was faster, what that has written is taken in, and it
 * begins again. What was moved away goes last. So at every moment all that was ever written is in the main file and the
 * snapshots together, and who reads merges them.
 */
export class ConversationFiles {
  /** The main file as a tree knows it. */
  private readonly known = new WeakMap<ConversationTree, string>();
  /** Snapshots that are of no use once their conversation is in its place, by its id. */
  private readonly leftovers = new Map<string, Set<string>>();
  /** Ids of those that are in their place, and may not be yet after a loss of power. */
  private readonly placed = new Set<string>();
  private closed = false;

  constructor(
    private readonly disk: Disk,
    /** A name that nobody else gives. */
    private readonly newName: () => string,
    /** Now, in ms since 1970. */
    private readonly today: () => number,
    /** Another window had written a tree, and that was taken in. `news`: there was something new in it. */
    private readonly absorbed: (tree: ConversationTree, news: boolean) => void,
  ) {}

  /** The ids of all conversations. */
  async ids(): Promise<string[]> {
    const names = await this.disk.list();
    return [...new Set(names.flatMap(name => snapshotOf(name)?.id ?? []))];
  }

  /** All that is stored of a conversation. @throws what the system says; then nothing was changed */
  async find(id: string): Promise<Found> {
    for (let round = 0; round < mostRounds; round++) {
      const names = await this.disk.list();
      const found = await this.findIn(
        id,
        names.filter(name => snapshotOf(name)?.id === id),
        new Set(names),
      );
      if (found) return found;
    }
    throw busy();
  }

  /** Writes a conversation into its place; `settle` then ends what it was before. @throws what the system says; then it is to be tried again */
  async save(tree: ConversationTree): Promise<void> {
    const steps = this.saving(tree);
    for (let step = steps.next(); !step.done;) {
      try {
        const answer = await this.take(step.value);
        if (!this.closed) step = steps.next(answer);
      } catch (error) {
        step = steps.throw(error);
      }
      // It was written at once meanwhile: nothing older comes after that.
      if (this.closed) return void (!step.done && step.value.kind === 'write' && this.tidy(step.value.name));
    }
  }

  /** The same, at once. */
  saveNow(tree: ConversationTree): void {
    const steps = this.saving(tree);
    for (let step = steps.next(); !step.done;) {
      let answer: string | undefined;
      try {
        answer = this.takeNow(step.value);
      } catch (error) {
        step = steps.throw(error);
        continue;
      }
      step = steps.next(answer);
    }
  }

  /** Makes sure that what is in its place stays there, and removes what was there before. */
  async settle(): Promise<void> {
    if (this.placed.size === 0) return;
    const done = this.replaced();
    await this.disk.settle();
    for (const name of done) this.tidy(name);
  }

  /** The same, at once. */
  settleNow(): void {
    const mains = [...this.placed].map(id => id + ending);
    const done = this.replaced();
    this.disk.settleNow(mains);
    for (const name of done) this.tidy(name);
  }

  /** What is still under way comes to nothing: only `saveNow` writes from here on. */
  close(): void {
    this.closed = true;
  }

  /** Removes a conversation as it is known here. One that was written since stays. Returns whether it is gone. */
  async forget(id: string, isOld: (record: ConversationRecord) => boolean): Promise<boolean> {
    const main = id + ending;
    const stamp = this.disk.stamp(main);
    const text = await this.disk.read(main);
    if (stamp === undefined || text === undefined) return true;
    const read = attempt(text);
    if (read instanceof Error || !isOld(read.record)) return false;
    const aside = this.snapshotName(id);
    this.disk.move(main, aside);
    if (this.disk.stamp(aside) !== stamp) {
      this.putBack(aside, main);
      return false;
    }
    this.disk.remove(aside);
    return true;
  }

  /** Removes the snapshots of conversations that are to be kept no more. */
  async sweep(ids: ReadonlySet<string>): Promise<void> {
    for (const name of await this.disk.list()) {
      const snapshot = snapshotOf(name);
      const former = name.endsWith(`${ending}.deleted`)
        ? name.slice(0, -`${ending}.deleted`.length)
        : undefined;
      if ((snapshot && !snapshot.isMain && ids.has(snapshot.id)) || (former !== undefined && ids.has(former)))
        this.disk.remove(name);
    }
  }

  private async findIn(
    id: string,
    names: readonly string[],
    all: ReadonlySet<string>,
  ): Promise<Found | undefined> {
    const main = id + ending;
    const sides = names.filter(name => name !== main);
    const read: ReadRecord[] = [];
    let faulty: string | undefined;
    // The main file last: what went from the snapshots meanwhile is in there.
    for (const name of [...sides, ...names.filter(name => name === main)]) {
      const stamp = this.disk.stamp(name);
      const text = await this.disk.read(name);
      if (text === undefined || stamp !== this.disk.stamp(name)) return undefined;
      const snapshot = attempt(text, id);
      if (snapshot instanceof NewerFormat) return { kind: 'newer' };
      if (!(snapshot instanceof Error)) read.push(snapshot);
      else if (name === main) {
        faulty = snapshot.message;
        this.setAside(main, stamp ?? '');
      } else if (this.age(name) > leftBehindMs) this.disk.remove(name);
      if (!(snapshot instanceof Error) && snapshot.lost > 0)
        await this.keepCopy(name, stamp ?? '', text, all);
      if (name === main && !(snapshot instanceof Error)) return this.found(id, snapshot, read, sides, stamp);
    }
    if (read.length > 0) return this.found(id, undefined, read, sides, undefined);
    return faulty === undefined ? { kind: 'none' } : { kind: 'aside', why: faulty };
  }

  private found(
    id: string,
    main: ReadRecord | undefined,
    all: readonly ReadRecord[],
    sides: readonly string[],
    stamp: string | undefined,
  ): Found {
    const [first, ...others] = [...(main ? [main] : []), ...all.filter(other => other !== main)].map(
      ({ record }) => record,
    );
    if (!first) return { kind: 'none' };
    const tree = new ConversationTree(others.reduce((sum, record) => mergeConversations(sum, record), first));
    if (main && stamp !== undefined) {
      tree.isStoredAs(main.record);
      this.known.set(tree, stamp);
    }
    for (const name of sides) if (this.age(name) > underWayMs) this.leftover(id, name);
    return { kind: 'there', tree, scattered: others.length > 0 || !main };
  }

  private *saving(tree: ConversationTree): Steps {
    const { id } = tree;
    const main = id + ending;
    for (let round = 0; round < mostRounds; round++) {
      if (this.disk.stamp(main) !== this.known.get(tree)) yield* this.absorbing(tree);
      const record = tree.stored;
      const kept = isPurged(record) ? tombstone(record) : record;
      const fresh = this.snapshotName(id);
      try {
        yield { kind: 'write', name: fresh, text: writeConversation(kept) };
      } catch (error) {
        this.tidy(fresh);
        throw error;
      }
      this.leftover(id, fresh);
      if (!this.put(tree, fresh)) continue;
      tree.isStoredAs(kept);
      this.placed.add(id);
      return;
    }
    throw busy();
  }

  /** Gives a snapshot the place of the main file that is known. Returns false when another window was faster. */
  private put(tree: ConversationTree, fresh: string): boolean {
    const { disk } = this;
    const main = tree.id + ending;
    const known = this.known.get(tree);
    const own = disk.stamp(fresh);
    const there = disk.stamp(main);
    if (own === undefined || there !== known) return false;
    if (there !== undefined) {
      const aside = this.snapshotName(tree.id);
      disk.move(main, aside);
      if (disk.stamp(aside) !== known) {
        this.putBack(aside, main);
        return false;
      }
      this.leftover(tree.id, aside);
    }
    try {
      if (!disk.place(fresh, main)) return false;
    } catch (error) {
      // Back to where it was; if not even that works, it is read as a snapshot.
      for (const name of this.leftovers.get(tree.id) ?? [])
        if (disk.stamp(name) === known) this.putBack(name, main);
      throw error;
    }
    this.known.set(tree, own);
    return true;
  }

  /** Another window's file was moved away by mistake. Where there is a newer one already, it stays as a snapshot. */
  private putBack(aside: string, main: string): void {
    if (this.disk.place(aside, main)) this.disk.remove(aside);
  }

  private *absorbing(tree: ConversationTree): Steps {
    const main = tree.id + ending;
    for (let round = 0; round < mostRounds; round++) {
      const stamp = this.disk.stamp(main);
      if (stamp === undefined) {
        this.known.delete(tree);
        return;
      }
      const text = yield { kind: 'read', name: main };
      if (text === undefined || this.disk.stamp(main) !== stamp) continue;
      const read = attempt(text, tree.id);
      if (read instanceof NewerFormat) throw read;
      if (read instanceof Error) {
        this.setAside(main, stamp);
        continue;
      }
      const news = tree.absorb(read.record);
      this.known.set(tree, stamp);
      this.absorbed(tree, news);
      return;
    }
    throw busy();
  }

  /** A file that cannot be read is kept under another name, unless it is another one by now. */
  private setAside(main: string, stamp: string): void {
    const aside = `${main}.set-aside-${this.today()}`;
    this.disk.move(main, aside);
    if (this.disk.stamp(aside) !== stamp) this.putBack(aside, main);
  }

  /** Of a file of which not all can be read the whole is kept, once. */
  private async keepCopy(name: string, stamp: string, text: string, all: ReadonlySet<string>): Promise<void> {
    const copy = `${name}.set-aside-${stamp}`;
    if (!all.has(copy)) await this.disk.write(copy, text);
  }

  /** The leftovers of what is in its place; they are not known any more. */
  private replaced(): string[] {
    const names = [...this.placed].flatMap(id => [...(this.leftovers.get(id) ?? [])]);
    for (const id of this.placed) this.leftovers.delete(id);
    this.placed.clear();
    return names;
  }

  private leftover(id: string, name: string): void {
    this.leftovers.set(id, (this.leftovers.get(id) ?? new Set()).add(name));
  }

  /** Removes a file of no use; one that cannot be removed now is found again at the next start. */
  private tidy(name: string): void {
    try {
      this.disk.remove(name);
    } catch {
      // It does no harm.
    }
  }

  private snapshotName(id: string): string {
    return `${id}${ending}.${this.today().toString(36)}-${this.newName()}`;
  }

  /** How long ago a snapshot was begun, in ms. */
  private age(name: string): number {
    const begun = snapshotOf(name)?.begunAt;
    return begun === undefined ? 0 : this.today() - begun;
  }

  private async take(step: Step): Promise<string | undefined> {
    switch (step.kind) {
      case 'read':
        return await this.disk.read(step.name);
      case 'write':
        await this.disk.write(step.name, step.text);
        return undefined;
    }
  }

  private takeNow(step: Step): string | undefined {
    switch (step.kind) {
      case 'read':
        return this.disk.readNow(step.name);
      case 'write':
        this.disk.writeNow(step.name, step.text);
        return undefined;
    }
  }
}

/** A file's name as that of a main file or a snapshot; undefined for all others. */
function snapshotOf(
  name: string,
): { readonly id: string; readonly isMain: boolean; readonly begunAt?: number } | undefined {
  const [, id = '', begunAt] = /^(.+)\.json(?:\.([0-9a-z]+)-[0-9a-f-]+)?$/.exec(name) ?? [];
  if (id === '') return undefined;
  return begunAt === undefined ? { id, isMain: true } : { id, isMain: false, begunAt: parseInt(begunAt, 36) };
}

/** A text as a conversation, or why it is none. */
function attempt(text: string, id?: string): ReadRecord | Error {
  try {
    const read = readStored(text);
    if (id !== undefined && read.record.id !== id)
      return new Error(t('It has the id of another conversation.'));
    return read;
  } catch (error) {
    return toError(error, 'unknown');
  }
}

const busy = (): Error => Object.assign(new Error(t('Other windows are writing it.')), { code: 'EAGAIN' });

/** Whether something did not work for a reason that passes: of the system, not of what a file holds. */
export function isPassing(error: unknown): boolean {
  return codeOf(error) !== undefined || error instanceof NewerFormat;
}
