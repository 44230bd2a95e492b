import { ConversationTree } from '../../../src/chat/model/conversationTree';
import { Dialogue } from '../../../src/chat/model/dialogue';
import type { Attachment } from '../../../src/chat/model/conversationRecord';
import type { DialogueRequest } from '../../../src/chat/model/dialogueHost';
import { readStored, writeConversation } from '../../../src/chat/store/storeFormat';
import { shownQueue } from '../../../src/chat/model/waiting';
import type { HostMessage } from '../../../src/chat/messages';
import { ManualClock } from '../manualClock';
import { FakeTurn } from './fakeTurn';
import { PageReplica } from './pageReplica';

/** A conversation with a page that shows it and a server that the test plays. */
export interface Stage {
  dialogue: Dialogue;
  readonly page: PageReplica;
  readonly clock: ManualClock;
  readonly turns: FakeTurn[];
  readonly requests: DialogueRequest[];
  /** What goes with the next message. */
  readonly context: Attachment[];
  /** The window is closed and opened again: only what is stored survives. */
  reload(): void;
}

/** Sets it up, empty. */
export function stage(budget = 100_000): Stage {
  const clock = new ManualClock();
  const page = new PageReplica();
  const turns: FakeTurn[] = [];
  const requests: DialogueRequest[] = [];
  let ids = 0;
  const open = (tree: ConversationTree): Dialogue =>
    new Dialogue(tree, {
      clock,
      today: () => 1_000 + clock.now(),
      newId: () => `i${++ids}`,
      budget: () => budget,
      model: () => 'm',
      start: request => {
        requests.push(request);
        const turn = new FakeTurn();
        turns.push(turn);
        return turn;
      },
      takeContext: () => made.context.splice(0),
      post: (message: HostMessage) => page.receive(message),
      changed: () => undefined,
    });
  const made: Stage = {
    ...{ dialogue: open(ConversationTree.empty('c', 0)), page, clock, turns, requests, context: [] },
    reload() {
      const text = writeConversation(made.dialogue.tree.stored);
      made.dialogue.dispose();
      made.dialogue = open(new ConversationTree(readStored(text).record));
      page.items = structuredClone(made.dialogue.tree.items());
      page.queue = shownQueue(made.dialogue.tree.queue);
    },
  };
  return made;
}
