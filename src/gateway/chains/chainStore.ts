import type { ReceivedInputItem } from '../../protocol/clientEvents';
import type { StreamId } from '../../protocol/streamId';
import type { AskedPrompt, AskedWith } from './cacheDiagnosis';
import type { ChainBudget } from './chainBudget';

/**
 * A conversation as it grew: each link holds only what one response added, so that forks share their past.
 * Instructions and tools are no part of it; the protocol wants them sent again with every request.
 */
export interface Conversation {
  readonly parent: Conversation | undefined;
  readonly items: readonly ReceivedInputItem[];
  /** Code units of all text of this link and its past, roughly; for the memory bound. */
  readonly size: number;
}

/** Extends a conversation (or begins one) with what a response read and wrote. */
export function extendConversation(
  parent: Conversation | undefined,
  items: readonly ReceivedInputItem[],
  size: number,
): Conversation {
  return { parent, items, size: size + (parent?.size ?? 0) };
}

/** All items of a conversation, oldest first. */
export function conversationItems(conversation: Conversation | undefined): ReceivedInputItem[] {
  const links: (readonly ReceivedInputItem[])[] = [];
  for (let link = conversation; link; link = link.parent) links.push(link.items);
  return links.reverse().flat();
}

/** What a response was asked with, and how many of the last items of its conversation it wrote itself. */
type Remembered = AskedWith & { readonly written: number };

interface Entry<T> {
  /** Its name in the budget that all sockets share. */
  readonly share: symbol;
  readonly id: string;
  readonly conversation: Conversation;
  readonly attachment: T | undefined;
  readonly asked: Remembered | undefined;
}

/**
 * What one socket remembers to continue from: of each lane only the latest response. When the sizes together
 * exceed the bound, the lanes that were used longest ago are forgotten; their clients are told
 * `previous_response_not_found` and send everything again.
 */
export class ChainStore<T = never> {
  /** In order of last use, oldest first. */
  private readonly byLane = new Map<string | undefined, Entry<T>>();
  private readonly laneOf = new Map<string, StreamId | undefined>();
  private readonly maxSize: number;
  private readonly onForget: (attachment: T) => void;
  private readonly budget: ChainBudget | undefined;
  private heldSize = 0;

  /**
   * `maxSize` in code units. Shared pasts are counted once per lane, so the bound errs on the safe side.
   * `onForget` gets the attachment of each response that is forgotten while it still has one. `budget` is what all
   * sockets share; when that is used up, the least recently used lane of any socket is forgotten.
   */
  constructor(maxSize: number, onForget: (attachment: T) => void = () => {}, budget?: ChainBudget) {
    this.maxSize = maxSize;
    this.onForget = onForget;
    this.budget = budget;
  }

  /** Sum of the sizes of all that is remembered. */
  get size(): number {
    return this.heldSize;
  }

  /** The conversation up to and including this response, if it is still some lane's latest. */
  find(id: string): Conversation | undefined {
    const entry = this.entryOf(id);
    if (!entry) return undefined;
    const lane = this.laneOf.get(id);
    this.byLane.delete(lane);
    this.byLane.set(lane, entry);
    this.budget?.touch(entry.share);
    return entry.conversation;
  }

  /** Whether this response is the latest of this lane. */
  isLatest(lane: StreamId | undefined, id: string): boolean {
    return this.byLane.get(lane)?.id === id;
  }

  /** The request of this response, if it is still some lane's latest. To look at it is not to use it. */
  askedFor(id: string): AskedPrompt | undefined {
    const { asked, conversation } = this.entryOf(id) ?? {};
    if (!asked) return undefined;
    const items = conversationItems(conversation);
    return { ...asked, items: items.slice(0, items.length - asked.written) };
  }

  /** Makes this response the latest of its lane and forgets the one before. */
  remember(
    lane: StreamId | undefined,
    id: string,
    conversation: Conversation,
    attachment?: T,
    asked?: Remembered,
  ): void {
    const before = this.byLane.get(lane);
    if (before) this.forget(before.id);
    const share = Symbol(id);
    this.byLane.set(lane, { share, id, conversation, attachment, asked });
    this.laneOf.set(id, lane);
    this.heldSize += conversation.size;
    this.budget?.hold(share, conversation.size, () => this.forget(id));
    for (const oldest of this.byLane.values()) {
      if (this.heldSize <= this.maxSize) break;
      this.forget(oldest.id);
    }
  }

  /** What was attached to this response, if it is the latest of this lane; handed out once. */
  takeAttachment(lane: StreamId | undefined, id: string): T | undefined {
    const entry = this.byLane.get(lane);
    if (entry?.id !== id || entry.attachment === undefined) return undefined;
    this.byLane.set(lane, { ...entry, attachment: undefined });
    return entry.attachment;
  }

  /** Drops a response; unknown ids are ignored. */
  forget(id: string): void {
    const entry = this.entryOf(id);
    if (!entry) return;
    this.byLane.delete(this.laneOf.get(id));
    this.laneOf.delete(id);
    this.heldSize -= entry.conversation.size;
    this.budget?.release(entry.share);
    if (entry.attachment !== undefined) this.onForget(entry.attachment);
  }

  /** The socket is gone: gives its share of the budget back. */
  dispose(): void {
    for (const { share } of this.byLane.values()) this.budget?.release(share);
    this.byLane.clear();
    this.laneOf.clear();
    this.heldSize = 0;
  }

  private entryOf(id: string): Entry<T> | undefined {
    if (!this.laneOf.has(id)) return undefined;
    return this.byLane.get(this.laneOf.get(id));
  }
}
