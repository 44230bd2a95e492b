import type { AnswerItem } from '../messages';
import { isPurged, type ChatNode, type ConversationRecord, type Lifetime } from './conversationRecord';

/** What two windows last agreed on: whoever differs from it has changed something. */
export interface Agreed {
  readonly title: string;
  readonly draft: string;
  /** Ids of the messages that waited, by whomever. */
  readonly waiting: ReadonlySet<string>;
}

export const agreedOn = ({ title, draft, queue }: ConversationRecord): Agreed => ({
  ...{ title, draft },
  waiting: new Set(queue.map(({ id }) => id)),
});

/**
 * Two states of one conversation as one, in which nothing that was said is missing: the nodes of both, of an answer the
 * state that is further. What is shown stays as it is in `mine`. Without `agreed`, as after a crash, nobody knows what was
 * taken away: then all that waits in either still waits, unless it was sent.
 */
export function mergeConversations(
  mine: ConversationRecord,
  theirs: ConversationRecord,
  agreed?: Agreed,
): ConversationRecord {
  if (isPurged(theirs)) return { ...mine, ...lifetime(mine, theirs) };
  const nodes = mergeNodes(mine.nodes, theirs.nodes);
  const known = new Set(nodes.map(({ item }) => item.id));
  const [later, earlier] = theirs.updatedAt > mine.updatedAt ? [theirs, mine] : [mine, theirs];
  const { head } = agreed ? mine : later;
  return {
    ...mine,
    ...title(mine, theirs, agreed),
    ...lifetime(mine, theirs),
    nodes,
    queue: mergeQueues(mine, theirs, agreed).filter(({ id }) => !known.has(id)),
    draft: agreed ? (mine.draft === agreed.draft ? theirs.draft : mine.draft) : later.draft || earlier.draft,
    createdAt: Math.min(mine.createdAt, theirs.createdAt),
    updatedAt: Math.max(mine.updatedAt, theirs.updatedAt),
    ...(head === undefined ? {} : { head }),
  };
}

function mergeNodes(mine: readonly ChatNode[], theirs: readonly ChatNode[]): ChatNode[] {
  const nodes = new Map(mine.map(node => [node.item.id, node]));
  for (const node of theirs) {
    const { id } = node.item;
    const own = nodes.get(id);
    if (!own || isFurther(node, own)) nodes.set(id, node);
  }
  return [...nodes.values()];
}

/** How much an end says; the higher one is known better. An answer whose window went away may go on in another. */
const ends: Readonly<Record<AnswerItem['status'], number>> = {
  ...{ waiting: 0, streaming: 1, stopped: 3, failed: 4, incomplete: 5, completed: 6 },
};

function isFurther({ item: theirs }: ChatNode, { item: mine }: ChatNode): boolean {
  if (theirs.kind !== 'answer' || mine.kind !== 'answer') return false;
  // What runs here is known best here.
  if (mine.status === 'waiting' || mine.status === 'streaming') return false;
  const [a, b] = [lengthOf(theirs), lengthOf(mine)];
  return a === b ? endOf(theirs) > endOf(mine) : a > b;
}

const lengthOf = ({ parts }: AnswerItem): number =>
  parts.reduce((sum, { text, instruction = '' }) => sum + text.length + instruction.length + 1, 0);

const endOf = ({ status, numbers }: AnswerItem): number =>
  status === 'stopped' && numbers?.endReason === 'window closed' ? 2 : ends[status];

function title(
  mine: ConversationRecord,
  theirs: ConversationRecord,
  agreed: Agreed | undefined,
): Pick<ConversationRecord, 'title' | 'named'> {
  const changed = agreed ? mine.title !== agreed.title : mine.named || !theirs.named;
  const keeps = theirs.title === '' || (changed && mine.title !== '' && (mine.named || !theirs.named));
  const from = keeps ? mine : theirs;
  return { title: from.title, named: from.named };
}

function mergeQueues(
  mine: ConversationRecord,
  theirs: ConversationRecord,
  agreed: Agreed | undefined,
): ConversationRecord['queue'] {
  const own = new Set(mine.queue.map(({ id }) => id));
  const there = new Set(theirs.queue.map(({ id }) => id));
  // Agreed on and gone: taken away by the other, or here.
  return [
    ...mine.queue.filter(({ id }) => there.has(id) || !agreed?.waiting.has(id)),
    ...theirs.queue.filter(({ id }) => !own.has(id) && !agreed?.waiting.has(id)),
  ];
}

function lifetime(mine: Lifetime, theirs: Lifetime): Lifetime {
  const times: Lifetime = {};
  for (const name of ['deletedAt', 'restoredAt', 'purgedAt'] as const) {
    const latest = Math.max(mine[name] ?? 0, theirs[name] ?? 0);
    if (latest > 0) times[name] = latest;
  }
  return times;
}
