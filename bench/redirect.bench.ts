/**
 * What a redirect of the chat costs: from the moment the key press arrives at the extension to the first text of the
 * new course leaving for the page, on every kind of endpoint. The server's own time to its first token is taken off.
 */
import { sleep } from '../src/common/clock';
import { systemClock } from '../src/common/systemClock';
import type { HostMessage } from '../src/chat/messages';
import { ConversationTree } from '../src/chat/model/conversationTree';
import { Dialogue } from '../src/chat/model/dialogue';
import { httpsPost } from '../src/editor/endpoints/httpsPost';
import type { Pace } from '../src/engines/pacedEngine';
import { createSession } from '../src/session/createSession';
import { endpointKinds, token, type EndpointKind } from './redirect/endpoints';
import { report } from './support/report';
import { summary, type Summary } from './support/stats';
import { silentLog } from '../src/common/log';

const paces: readonly { readonly name: string; readonly pace: Pace; readonly rounds: number }[] = [
  { name: '1000 tokens/s', pace: { firstTokenMs: 0, tokensPerSecond: 1_000 }, rounds: 100 },
  { name: '60 tokens/s, first after 150 ms', pace: { firstTokenMs: 150, tokensPerSecond: 60 }, rounds: 40 },
];

export async function run({ write, quick }: { write: boolean; quick: boolean }): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const kind of endpointKinds) {
    for (const { name, pace, rounds } of paces) {
      const { n, p50, p95, max } = await measure(kind, pace, quick ? 5 : rounds);
      rows.push([kind.name, name, n, p50, p95, max]);
      console.log(`${kind.name}, ${name}: p50 ${p50} ms, p95 ${p95} ms`);
    }
  }
  await report(
    'redirect',
    [
      {
        title:
          "Redirect: key press to the first text of the new course, less the server's own first token, in ms",
        columns: ['endpoint', 'pace', 'n', 'p50', 'p95', 'max'],
        rows,
        notes: [
          'From the call that the key press makes in the extension to the message with the new text for the page.',
          'Each answer is one line without an end, the worst case for a server that finishes what it is writing.',
          'Each round redirects 40 to 160 ms after the first text. Target: under 100 ms.',
        ],
      },
    ],
    write,
  );
}

async function measure(kind: EndpointKind, pace: Pace, rounds: number): Promise<Summary> {
  const endpoint = await kind.start(pace);
  const session = createSession({
    url: endpoint.url,
    headers: () => Promise.resolve({ Authorization: `Bearer ${token}` }),
    model: 'endless',
    profile: kind.profile,
    httpPost: httpsPost(undefined),
    log: silentLog,
    clock: systemClock,
  });
  const page = new WaitingPage();
  let ids = 0;
  const dialogue = new Dialogue(ConversationTree.empty('bench', 0), {
    clock: systemClock,
    today: () => 0,
    newId: () => `i${++ids}`,
    budget: () => 4_000,
    model: () => 'endless',
    start: request => session.start({ lane: 'chat', ...request }),
    takeContext: () => [],
    post: message => page.receive(message),
    changed: () => undefined,
  });
  const times: number[] = [];
  // The clock's timers keep no process alive.
  const awake = setInterval(() => undefined, 1_000);
  try {
    for (let round = 0; round < rounds; round++) {
      const first = page.textOf(0);
      dialogue.send(`question ${round}`);
      await first;
      await sleep(systemClock, 40 + ((round * 37) % 120));
      const turned = page.textOf(1);
      const pressedAt = performance.now();
      dialogue.redirect(`other ${round}`, false);
      times.push((await turned) - pressedAt - pace.firstTokenMs);
      dialogue.stop();
      // A user does not redirect many times a second; what was given up ends meanwhile.
      await sleep(systemClock, 60);
    }
    return summary(times);
  } finally {
    clearInterval(awake);
    dialogue.dispose();
    session.dispose();
    await endpoint.stop();
  }
}

/** The page, as far as it waits for text. */
class WaitingPage {
  private waiting: { readonly part: number; resolve(at: number): void } | undefined;

  receive(message: HostMessage): void {
    if (message.type === 'ended' && message.error) throw new Error(message.error.message);
    if (message.type !== 'delta' || message.part !== this.waiting?.part) return;
    this.waiting.resolve(performance.now());
    this.waiting = undefined;
  }

  /** When the next text of this part of an answer is here. */
  textOf(part: number): Promise<number> {
    return new Promise(resolve => (this.waiting = { part, resolve }));
  }
}
