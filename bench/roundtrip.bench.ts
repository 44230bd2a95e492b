/**
 * What one keystroke costs between client and server, three ways: a new HTTPS request with everything, a kept-alive
 * one with everything, and our session with increments. The same gateway answers all of them, with an engine that
 * takes a stated time; what goes beyond that time is overhead.
 */
import { Agent } from 'node:https';
import { systemClock } from '../src/common/systemClock';
import { cursorInput, staticInput } from '../src/completion/prompt/prompt';
import { StaticContext } from '../src/completion/prompt/staticContext';
import type { CursorSnapshot } from '../src/completion/snapshot';
import { windowBudget } from '../src/completion/context/budget';
import { lineWindow } from '../src/completion/window';
import type { DocumentForm } from '../src/protocol/promptForms';
import { createSession } from '../src/session/createSession';
import { webSocketOpener } from '../src/session/connection/wsSocket';
import { pacedEngine } from '../src/engines/pacedEngine';
import { createReplayEngine } from '../src/engines/replay/replayEngine';
import { startGateway, type BenchGateway } from './support/gateway';
import { httpTurn } from './support/httpTurn';
import { startNetwork, type Network } from './support/networkModel';
import { report, type Table } from './support/report';
import { round, summary } from './support/stats';
import { startTlsFront, type TlsFront } from './support/tlsFront';
import { silentLog } from '../src/common/log';

/** The engine's own speed. */
const engine = { firstTokenMs: 20, tokensPerSecond: 1000 };
/** Twenty tokens: the replay engine counts a word with the space before it as one. */
const answer = Array.from({ length: 20 }, (_, n) => ` word${n}`).join('');
const tokens = 20;
const uplink = 10_000_000 / 8;
const turns = 15;

/** What every measurement needs. */
interface Place {
  readonly gateway: BenchGateway;
  readonly front: TlsFront;
  /** The engine's own time for one answer, in ms. */
  readonly ownMs: number;
}

/** One way of asking, measured. */
interface Sample {
  readonly overheadMs: number;
  readonly firstTokenMs: number;
  readonly bytesUp: number;
  readonly connections: number;
}

export async function run({ gateway: script, write }: { gateway: string; write: boolean }): Promise<void> {
  const gateway = await startGateway(script, answer, [
    '--first-token-ms',
    String(engine.firstTokenMs),
    '--tokens-per-second',
    String(engine.tokensPerSecond),
  ]);
  const ownMs = await engineAlone();
  const front = await startTlsFront(Number(new URL(gateway.url).port));
  const place: Place = { gateway, front, ownMs };
  const tables: Table[] = [];
  try {
    const rows: (string | number)[][] = [];
    for (const rttMs of [0, 20, 80]) {
      for (const kilobytes of [8, 64, 256]) rows.push(await cell(place, rttMs, kilobytes));
    }
    tables.push({
      title: `Overhead of one turn and time to first token, p50 of ${turns}, in ms`,
      columns: [
        'RTT',
        'context',
        'overhead a',
        'b',
        'c',
        'c against a',
        'first token a',
        'b',
        'c',
        'c against a',
        'sent a',
        'b',
        'c',
        'targets',
      ],
      rows,
      notes: [
        `a: a new HTTPS request with the full context. b: kept-alive HTTPS + SSE, full context. c: our session, increments.`,
        `Overhead is wall time minus the engine's own ${round(ownMs)} ms, measured alone (first token ${engine.firstTokenMs} ms, ${tokens} tokens at ${engine.tokensPerSecond}/s).`,
        'TLS 1.3 through a user-space proxy that adds the round-trip time, charges the TCP handshake one, and sends up at 10 Mbit/s.',
        'Targets (overhead -80 %, first token -50 %) apply from 20 ms and 64 KB; "!" marks one that is missed.',
        'Best possible: a turn over an open session still pays one round trip. Where that alone is more than 20 % of what (a) pays, -80 % cannot be reached by anyone.',
      ],
    });
    tables.push(await decomposition(place), await keystroke(place));
    await report('roundtrip', tables, write);
  } finally {
    await front.stop().catch(() => undefined);
    await gateway.stop();
  }
}

async function cell(place: Place, rttMs: number, kilobytes: number): Promise<(string | number)[]> {
  const context = documents(kilobytes * 1024);
  const fresh = await overHttp(place, rttMs, context, false);
  const kept = await overHttp(place, rttMs, context, true);
  const ours = await overSession(place, rttMs, context);
  const less = (ours: number, theirs: number): number => Math.round(100 * (ours / theirs - 1));
  const overhead = less(ours.overheadMs, fresh.overheadMs);
  const first = less(ours.firstTokenMs, fresh.firstTokenMs);
  const applies = rttMs >= 20 && kilobytes >= 64;
  const best = less(rttMs, fresh.overheadMs);
  const verdict = !applies
    ? ''
    : `${overhead <= -80 ? 'ok' : `! best possible ${best} %`}, ${first <= -50 ? 'ok' : '!'}`;
  return [
    `${rttMs} ms`,
    `${kilobytes} KB`,
    fresh.overheadMs,
    kept.overheadMs,
    ours.overheadMs,
    `${overhead} %`,
    fresh.firstTokenMs,
    kept.firstTokenMs,
    ours.firstTokenMs,
    `${first} %`,
    fresh.bytesUp,
    kept.bytesUp,
    ours.bytesUp,
    verdict,
  ];
}

async function overHttp(
  place: Place,
  rttMs: number,
  context: DocumentForm[],
  keepAlive: boolean,
): Promise<Sample> {
  const network = await startNetwork(place.front.port, { rttMs, uplink });
  // Session tickets are off: a new request is a new customer, as it is behind most balancers.
  const agent = new Agent({ keepAlive, maxCachedSessions: 0 });
  const target = { port: network.port, ca: place.front.ca, token: place.gateway.token, agent };
  const body = (turn: number): string =>
    JSON.stringify({
      model: 'replay',
      stream: true,
      store: false,
      input: [...staticInput(context), ...cursorInput(snapshot(turn))],
    });
  try {
    if (keepAlive) await httpTurn(target, body(0));
    return await measure(network, place.ownMs, turn => httpTurn(target, body(turn)));
  } finally {
    agent.destroy();
    await network.stop();
  }
}

async function overSession(
  place: Place,
  rttMs: number,
  others: DocumentForm[],
  current?: DocumentForm,
  cursor = snapshot,
): Promise<Sample> {
  const network = await startNetwork(place.front.port, { rttMs, uplink });
  const session = createSession({
    url: `wss://localhost:${network.port}/v1/responses`,
    headers: () => Promise.resolve({ Authorization: `Bearer ${place.gateway.token}` }),
    model: 'replay',
    openSocket: webSocketOpener({ ca: [place.front.ca] }),
    log: silentLog,
    clock: systemClock,
  });
  try {
    const context = new StaticContext(session);
    await context.update({ notes: [], others, current });
    if (!context.ahead) throw new Error('the warm-up failed');
    return await measure(network, place.ownMs, async turn => {
      const startedAt = performance.now();
      const running = session.start({ lane: 'inline', ...context.turnInput(cursor(turn)) });
      let firstTokenMs: number | undefined;
      for await (const _ of running.text) firstTokenMs ??= performance.now() - startedAt;
      const result = await running.done;
      if (result.usage?.outputTokens !== tokens)
        throw new Error(`the engine counted ${result.usage?.outputTokens} tokens`);
      if (result.status !== 'completed' || firstTokenMs === undefined)
        throw new Error(`the turn ended ${result.status}`);
      return { firstTokenMs, totalMs: performance.now() - startedAt };
    });
  } finally {
    session.dispose();
    await network.stop();
  }
}

/** What the engine takes when nothing is around it: the same code, in this process, p50 in ms. */
async function engineAlone(): Promise<number> {
  const paced = pacedEngine(createReplayEngine([{ answer }]), engine, systemClock);
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const startedAt = performance.now();
    const request = {
      model: 'replay',
      instructions: '',
      input: [{ role: 'user', content: 'x' }],
      maxOutputTokens: undefined,
    };
    for await (const _ of paced.generate(request, new AbortController().signal));
    times.push(performance.now() - startedAt);
  }
  return summary(times).p50;
}

/** Runs the turns one after the other; medians, so that one hiccup of the machine does not decide. */
async function measure(
  network: Network,
  ownMs: number,
  one: (turn: number) => Promise<{ firstTokenMs: number; totalMs: number }>,
): Promise<Sample> {
  await one(1);
  const before = { up: network.bytes.up, connections: network.connections };
  const overheads: number[] = [];
  const firsts: number[] = [];
  for (let turn = 2; turn < turns + 2; turn++) {
    const { firstTokenMs, totalMs } = await one(turn);
    overheads.push(totalMs - ownMs);
    firsts.push(firstTokenMs);
  }
  return {
    overheadMs: summary(overheads).p50,
    firstTokenMs: summary(firsts).p50,
    bytesUp: Math.round((network.bytes.up - before.up) / turns),
    connections: (network.connections - before.connections) / turns,
  };
}

/** Where the overhead of one cell comes from: what is left when one cost after the other is taken away. */
async function decomposition(place: Place): Promise<Table> {
  const rttMs = 80;
  const size = 64;
  const context = documents(size * 1024);
  const rows: (string | number)[][] = [];
  for (const [name, ask] of [
    ['a new HTTPS request', (rtt: number, c: DocumentForm[]) => overHttp(place, rtt, c, false)],
    ['b kept-alive HTTPS', (rtt: number, c: DocumentForm[]) => overHttp(place, rtt, c, true)],
    ['c our session', (rtt: number, c: DocumentForm[]) => overSession(place, rtt, c)],
  ] as const) {
    const far = await ask(rttMs, context);
    const near = await ask(0, context);
    const bare = await ask(0, []);
    const upload = (far.bytesUp / uplink) * 1000;
    const parsing = Math.max(0, near.overheadMs - bare.overheadMs - upload);
    rows.push([
      name,
      far.overheadMs,
      round((far.overheadMs - near.overheadMs) / rttMs),
      round(far.overheadMs - near.overheadMs),
      round(upload),
      round(parsing),
      bare.overheadMs,
      far.connections,
    ]);
  }
  return {
    title: `Where it goes, at ${rttMs} ms and ${size} KB, in ms`,
    columns: [
      '',
      'overhead',
      'round trips',
      'their time',
      'upload',
      'parsing',
      'the rest',
      'connections a turn',
    ],
    rows,
    notes: [
      'Round trips: what the same turns cost more than at 0 ms, divided by 80 ms. Upload: bytes sent at 10 Mbit/s.',
      'Parsing: what the context costs at 0 ms beyond its upload. The rest: client, server, timers and TLS with no context at all.',
    ],
  };
}

/** The bytes of one keystroke in the middle of a file of 1,000 lines, with the windows the extension uses. */
async function keystroke(place: Place): Promise<Table> {
  const file = Array.from({ length: 1000 }, (_, n) => `  const value${n} = compute(input${n}, ${n});\n`);
  const current: DocumentForm = {
    kind: 'document',
    path: 'src/big.ts',
    language: 'typescript',
    text: file.join(''),
  };
  const { firstLine, lastLine } = lineWindow(
    { count: file.length, text: line => file[line]?.trimEnd() ?? '' },
    500,
    windowBudget,
  );
  const cursor = (turn: number): CursorSnapshot => ({
    ...snapshot(turn),
    prefix: file.slice(firstLine, 500).join('') + '  const value = compute(input, 1)'.slice(0, turn % 33),
    suffix: `\n${file.slice(501, lastLine + 1).join('')}`,
  });
  const whole = await overHttp(place, 0, [current], true);
  const ours = await overSession(place, 0, [], current, cursor);
  return {
    title: 'Bytes sent for one keystroke in a file of 1,000 lines',
    columns: ['', 'bytes', 'against full'],
    rows: [
      ['b: full context', whole.bytesUp, ''],
      ['c: our session', ours.bytesUp, `${Math.round(100 * (ours.bytesUp / whole.bytesUp - 1))} %`],
    ],
    notes: ['TLS and WebSocket framing included.'],
  };
}

function documents(size: number): DocumentForm[] {
  const line = (n: number): string =>
    `export function helper${n}(input: string): string { return input.repeat(${n}); }\n`;
  const forms: DocumentForm[] = [];
  for (let file = 0, left = size; left > 0; file++) {
    let text = '';
    for (let n = 0; text.length < Math.min(16_000, left); n++) text += line(file * 1000 + n);
    text = text.slice(0, left);
    left -= text.length;
    forms.push({ kind: 'document', path: `src/file${file}.ts`, language: 'typescript', text });
  }
  return forms;
}

/** The cursor a few keys further on in each turn, in a window of about a screen. */
function snapshot(turn: number): CursorSnapshot {
  const typed = 'const answer = compute(value)'.slice(0, turn % 29);
  return {
    uri: 'file:///src/big.ts',
    path: 'src/big.ts',
    languageId: 'typescript',
    firstLine: 0,
    prefix: `${'  const before = compute(1);\n'.repeat(12)}  ${typed}`,
    suffix: `\n${'  const after = compute(2);\n'.repeat(4)}`,
  };
}
