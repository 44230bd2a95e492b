import assert from 'node:assert/strict';
import type { Lane } from '../../../src/session/lane';
import { createSession } from '../../../src/session/createSession';
import type { HttpPost } from '../../../src/session/connection/httpTransport';
import type { Session } from '../../../src/session/session';
import type { Turn, TurnResult } from '../../../src/session/turn';
import { ChaosProxy, type Fault } from '../../support/session/chaosProxy';
import { ourHeaders, settle } from '../../support/session/harness';
import { ManualClock } from '../../support/manualClock';
import { answerTo, PlainServer } from '../../support/session/plainServer';
import { silentLog } from '../../../src/common/log';

// CHAOS_SEED=n runs one seed again, CHAOS_RUNS=n as many from 1.
const oneSeed = process.env['CHAOS_SEED'];
const runs = Number(process.env['CHAOS_RUNS'] ?? 500);

/** mulberry32: a small generator, the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const kinds: readonly Fault['kind'][] = [
  'none',
  'reset',
  'drop',
  'half-close',
  'delay',
  'split',
  'merge',
  'corrupt',
  'status',
];

function randomFault(random: () => number): Fault {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  return {
    kind: pick(kinds) ?? 'none',
    direction: random() < 0.7 ? 'down' : 'up',
    after: Math.floor(random() * 4_000),
    size: 1 + Math.floor(random() * 300),
    ms: Math.floor(random() * 8_000),
    status: pick([200, 302, 401, 403, 404, 426, 429, 500, 503]) ?? 500,
  };
}

/** What a caller has seen of one turn. */
interface Watched {
  readonly turn: Turn;
  /** What was asked, then each instruction, with the text that followed it. */
  readonly legs: { readonly question: string; text: string }[];
  readonly ends: TurnResult[];
}

describe('session under chaos', function () {
  this.timeout(240_000);
  let clock = new ManualClock();
  let fault: () => Fault;
  const healthy: Fault = { kind: 'none', direction: 'up', after: 0, size: 1, ms: 0, status: 0 };
  let server: PlainServer;
  let proxy: ChaosProxy;

  before(async () => {
    server = await PlainServer.listen(() => clock);
    proxy = await ChaosProxy.listen(
      server.port,
      () => fault(),
      () => clock,
    );
  });

  after(async () => {
    await proxy.close();
    await server.close();
  });

  /** The same answers without a WebSocket. */
  const httpPost: HttpPost = async ({ body }) => {
    const question = [...body.matchAll(/"content":"([^"]*)"/g)].at(-1)?.[1] ?? '';
    const events = [
      { type: 'response.created', response: { id: 'h' } },
      { type: 'response.output_text.delta', delta: answerTo(question) },
      { type: 'response.completed', response: { id: 'h' } },
    ];
    await settle();
    return {
      status: 200,
      headers: {},
      body: (async function* () {
        for (const event of events) yield `data: ${JSON.stringify(event)}\n\n`;
      })(),
    };
  };

  function watch(session: Session, lane: Lane, question: string): Watched {
    const turn = session.start({ lane, input: question });
    const watched: Watched = { turn, legs: [{ question, text: '' }], ends: [] };
    void (async () => {
      for await (const event of turn.events) {
        if (event.kind === 'redirected') watched.legs.push({ question: event.instruction, text: '' });
        else {
          const leg = watched.legs.at(-1);
          assert.ok(leg);
          leg.text += event.text;
        }
      }
    })();
    void turn.done.then(result => watched.ends.push(result));
    return watched;
  }

  /** Lets time pass until `done` says so; virtual, with real sockets given room in between. */
  async function until(done: () => boolean, limitMs: number): Promise<boolean> {
    for (let passed = 0; passed < limitMs && !done(); passed += 5) await clock.advance(5);
    return done();
  }

  /** Every text is a beginning of the right answer, and the whole of it exactly where the turn says so. */
  function checkTexts({ legs, ends, turn }: Watched, corrupted: boolean): void {
    assert.equal(ends.length, 1);
    const [end] = ends;
    assert.ok(end);
    assert.equal(end.text, turn.textSoFar);
    assert.equal(end.error !== undefined, end.status === 'failed');
    assert.equal(legs.map(leg => leg.text).join(''), end.text);
    if (corrupted) return; // The wire has no checksum: a changed letter cannot be noticed.
    legs.forEach(({ question, text }, n) => {
      const whole = answerTo(question);
      assert.ok(whole.startsWith(text), `"${text}" is not of the answer to ${question}`);
      if (n === legs.length - 1 && end.status === 'completed') assert.equal(text, whole);
    });
  }

  async function run(seed: number): Promise<void> {
    const random = seeded(seed);
    clock = new ManualClock();
    let corrupted = false;
    fault = () => {
      const next = randomFault(random);
      corrupted ||= next.kind === 'corrupt';
      return next;
    };
    server.announcement =
      random() < 0.5 ? Object.entries(ourHeaders()).map(([name, value]) => `${name}: ${value}`) : [];
    let endEvents = 0;
    const session = createSession({
      url: `ws://127.0.0.1:${proxy.port}/v1/responses`,
      model: 'm',
      log: silentLog,
      clock,
      random,
      httpPost,
    });
    session.onDidEndTurn(() => endEvents++);
    const turns: Watched[] = [];
    for (let n = 0; n < 6; n++) {
      const dice = random();
      const lane = (['inline', 'edit', 'chat'] as const)[Math.floor(random() * 3)] ?? 'inline';
      if (dice < 0.7 || turns.length === 0) turns.push(watch(session, lane, `q${n}`));
      const one = turns[Math.floor(random() * turns.length)];
      if (dice > 0.6 && dice < 0.8) one?.turn.cancel();
      if (dice > 0.8) one?.turn.steer(`s${n}`);
      await until(() => false, random() * 150);
    }
    const ended = await until(() => turns.every(({ ends }) => ends.length > 0), 120_000);
    assert.ok(ended, 'every turn ends');
    await settle();
    for (const turn of turns) checkTexts(turn, corrupted);
    assert.equal(endEvents, turns.length);

    // The network is well again: so is the session, by itself unless it said that it would not be.
    fault = () => healthy;
    proxy.cutAll();
    if (session.state.kind === 'refused') session.reconnect();
    let again = watch(session, 'inline', 'again');
    for (let tries = 0; tries < 3; tries++) {
      await until(() => again.ends.length > 0, 40_000);
      if (again.ends[0]?.status === 'completed') break;
      if (session.state.kind === 'refused') session.reconnect();
      again = watch(session, 'inline', 'again');
    }
    assert.equal(again.ends[0]?.status, 'completed', `works again (${again.ends[0]?.error?.message})`);
    await settle();
    checkTexts(again, false);
    session.dispose();
    server.cutAll();
    proxy.cutAll();
  }

  it(`keeps its promises in ${oneSeed ? `seed ${oneSeed}` : `${runs} seeded runs`}`, async () => {
    const seeds = oneSeed ? [Number(oneSeed)] : Array.from({ length: runs }, (_, n) => n + 1);
    for (const seed of seeds) {
      try {
        await run(seed);
      } catch (error) {
        throw new Error(`Chaos seed ${seed} failed; run it again with CHAOS_SEED=${seed}`, { cause: error });
      }
    }
  });
});
