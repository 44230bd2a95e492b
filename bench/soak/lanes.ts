/** Three features at work: what an editor does with its session, without pause. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ResponseInputItem } from '../../src/protocol/wire';
import type { Session } from '../../src/session/session';
import type { Turn, TurnRequest, TurnStatus } from '../../src/session/turn';
import { answer, tokensOf } from './answer';

/** What came of the turns so far. */
export interface Tally {
  started: number;
  readonly ended: Record<TurnStatus, number>;
  redirects: number;
  tokens: number;
  /** What should not have happened, the first few in words. */
  readonly faults: string[];
  faultCount: number;
}

export function newTally(): Tally {
  return {
    started: 0,
    ended: { completed: 0, incomplete: 0, cancelled: 0, failed: 0 },
    redirects: 0,
    tokens: 0,
    faults: [],
    faultCount: 0,
  };
}

/** What a lane works with. `life` ends it, and is the signal of half of its turns. */
export interface Work {
  readonly session: Session;
  readonly life: AbortSignal;
  readonly random: () => number;
  readonly tally: Tally;
}

/** What happens to one turn while it runs. Times in ms from its start. */
interface Fate {
  readonly cancelAfterMs?: number | undefined;
  readonly steerAfterMs?: number | undefined;
  /** Time the reader takes for each piece. */
  readonly readMs?: number | undefined;
}

const instructions = 'Complete the code at the cursor. '.repeat(20);

/** Ghost text: short answers to a warm context, nearly all overtaken by the next keystroke. */
export async function inlineLane(work: Work): Promise<void> {
  const context = [message('user', 'a file of code\n'.repeat(2_000))];
  while (!work.life.aborted) {
    const previous = await work.session.warm({ lane: 'inline', instructions, input: context }, work.life);
    for (let keystroke = 0; keystroke < 500 && !work.life.aborted; keystroke++) {
      const input = [message('user', `keystroke ${keystroke}`)];
      const request: TurnRequest = {
        lane: 'inline',
        instructions,
        input,
        maxOutputTokens: 128,
        ...(previous === undefined ? {} : { previous, fullInput: () => [...context, ...input] }),
      };
      const typed = work.random() < 0.8;
      await follow(request, { cancelAfterMs: typed ? 20 + 100 * work.random() : undefined }, work);
    }
  }
}

/** Rewrites: long answers, half of them stopped, some redirected, some read slowly. */
export async function editLane(work: Work): Promise<void> {
  const { random } = work;
  while (!work.life.aborted) {
    const input = `rewrite this\n${'a selection of code\n'.repeat(300)}`;
    const some = (share: number, ms: number): number | undefined =>
      random() < share ? 50 + ms * random() : undefined;
    await follow(
      { lane: 'edit', instructions, input, maxOutputTokens: 4_000 },
      {
        cancelAfterMs: some(0.5, 1_500),
        steerAfterMs: some(0.2, 800),
        readMs: random() < 0.2 ? 50 : undefined,
      },
      work,
    );
  }
}

/** Conversations of up to ten turns, each continuing from the last, a third of the answers stopped. */
export async function chatLane(work: Work): Promise<void> {
  const { random } = work;
  while (!work.life.aborted) {
    const past: ResponseInputItem[] = [];
    let previous: string | undefined;
    for (let question = 0; question < 10 && !work.life.aborted; question++) {
      const input = [message('user', `question ${question}`)];
      const soFar = [...past, ...input];
      const result = await follow(
        {
          lane: 'chat',
          instructions,
          input: previous === undefined ? soFar : input,
          maxOutputTokens: 1_500,
          ...(previous === undefined ? {} : { previous, fullInput: () => soFar }),
        },
        { cancelAfterMs: random() < 0.33 ? 50 + 1_000 * random() : undefined },
        work,
      );
      past.push(...input, message('assistant', result.text));
      previous = result.responseId;
    }
  }
}

/** Starts a turn, reads it, does to it what is to be done, and checks what came. */
async function follow(
  request: TurnRequest,
  { cancelAfterMs, steerAfterMs, readMs }: Fate,
  { session, life, random, tally }: Work,
): Promise<Awaited<Turn['done']>> {
  // Callers cancel in two ways, and hold signals that live longer than a turn.
  const own = random() < 0.5 ? new AbortController() : undefined;
  const turn = session.start(request, own?.signal ?? life);
  const cancel = (): void => (own ? own.abort() : turn.cancel());
  tally.started++;
  life.addEventListener('abort', cancel, { once: true });
  const timers = [
    cancelAfterMs === undefined ? undefined : setTimeout(cancel, cancelAfterMs),
    steerAfterMs === undefined ? undefined : setTimeout(() => turn.steer('Start over.'), steerAfterMs),
  ];
  const parts = [''];
  for await (const event of turn.events) {
    if (event.kind === 'redirected') {
      tally.redirects++;
      parts.push('');
    } else {
      parts.push((parts.pop() ?? '') + event.text);
      tally.tokens += tokensOf(event.text);
    }
    if (readMs !== undefined && !life.aborted) await sleep(readMs);
  }
  for (const timer of timers) clearTimeout(timer);
  life.removeEventListener('abort', cancel);
  const result = await turn.done;
  tally.ended[result.status]++;
  const fault = faultOf(parts, result);
  if (fault !== undefined && tally.faultCount++ < 10) tally.faults.push(`${request.lane}: ${fault}`);
  return result;
}

/** Each part of a turn is the beginning of the answer, and all parts together are its text. */
function faultOf(
  parts: readonly string[],
  { status, error, text }: Awaited<Turn['done']>,
): string | undefined {
  if (status === 'failed') return `failed: ${error?.code} ${error?.message}`;
  if (parts.join('') !== text) return 'what was read is not the text of the result';
  const wrong = parts.find(part => !answer.startsWith(part));
  return wrong === undefined
    ? undefined
    : `text that is not of its answer: ${JSON.stringify(wrong.slice(-80))}`;
}

function message(role: 'user' | 'assistant', text: string): ResponseInputItem {
  return { type: 'message', role, content: text };
}
