import { once } from 'node:events';
import WebSocket from 'ws';
import { Dice } from './dice';
import { hostileText } from './frames';
import { requestAttack } from './requests';
import { sendRaw, type Target } from './target';
import { closeCode, frameBytes, wireAttack } from './wire';

/** What an assault did and what it found. */
export interface Assault {
  /** Hostile things sent, by kind. */
  readonly sent: ReadonlyMap<string, number>;
  readonly total: number;
  /** Each breach of what has to hold, in words; the first hundred. */
  readonly faults: readonly string[];
}

/** How many hostile things to send, of each sort. */
export interface Amounts {
  /** Text frames over sockets that are in order. */
  readonly frames: number;
  /** Broken WebSocket bytes, each over a connection of its own. */
  readonly wires: number;
  /** HTTP requests, each over a connection of its own. */
  readonly requests: number;
}

/** Frames that go over one socket, and connections at the same time. */
const framesASocket = 200;
const atOnce = 24;

/** Attacks a gateway. The same seed sends the same things, in about the same order. */
export async function attack(target: Target, seed: string, amounts: Amounts): Promise<Assault> {
  const sent = new Map<string, number>();
  const faults: string[] = [];
  const count = (kind: string, by = 1): void => void sent.set(kind, (sent.get(kind) ?? 0) + by);
  const fault = (text: string): void => {
    if (faults.length < 100) faults.push(text);
  };
  const { port, host } = new URL(target.http);
  const shared = { target, port: Number(port), host, count, fault };
  await Promise.all([
    crowd(Math.ceil(amounts.frames / framesASocket), 6, n =>
      textFrames(shared, new Dice(`${seed} frames ${n}`), Math.min(framesASocket, amounts.frames)),
    ),
    crowd(amounts.wires, atOnce, n => brokenWire(shared, new Dice(`${seed} wire ${n}`))),
    crowd(amounts.requests, atOnce, n => brokenRequest(shared, new Dice(`${seed} request ${n}`))),
  ]);
  return { sent, faults, total: [...sent.values()].reduce((sum, some) => sum + some, 0) };
}

interface Shared {
  readonly target: Target;
  readonly port: number;
  readonly host: string;
  readonly count: (kind: string, by?: number) => void;
  readonly fault: (text: string) => void;
}

/** Does work 0 to `amount`, some at the same time. */
async function crowd(amount: number, width: number, work: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < amount) await work(next++);
    }),
  );
}

/** Frames that are text but not what they should be: each is answered, and none is a reason to hang up. */
async function textFrames({ target, count, fault }: Shared, dice: Dice, amount: number): Promise<void> {
  const socket = new WebSocket(target.url, { headers: { authorization: `Bearer ${target.token}` } });
  const last = 'the last one';
  socket.on('error', error => fault(`text frames: ${error.message}`));
  await once(socket, 'open');
  const answered = new Promise<void>(resolve => {
    socket.on('close', code => {
      if (!socketLeft) fault(`text frames: closed with ${code}`);
      resolve();
    });
    socket.on('message', data => {
      const text = Buffer.isBuffer(data) ? data.toString() : '';
      const status = /^\{"type":"error","status":(\d+)/.exec(text)?.[1];
      if (status !== undefined && Number(status) >= 500) fault(`text frames: ${text.slice(0, 200)}`);
      if (text.includes(last)) resolve();
    });
  });
  let socketLeft = false;
  for (let n = 0; n < amount; n++) {
    socket.send(hostileText(dice));
    // Leaves the gateway time to answer, so that what is tested is not only its bound on waiting requests.
    if (n % 40 === 39) await new Promise(resolve => setTimeout(resolve, 2));
  }
  socket.send(JSON.stringify({ type: 'response.steer', previous_response_id: last, input: 'x' }));
  await answered;
  socketLeft = true;
  socket.terminate();
  count('text frames', amount);
}

async function brokenWire({ target, port, host, count, fault }: Shared, dice: Dice): Promise<void> {
  const { kind, pieces, closes } = wireAttack(dice);
  const handshake = [
    'GET /v1/responses HTTP/1.1',
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    `Authorization: Bearer ${target.token}`,
  ].join('\r\n');
  // Some good frames before, at times, so that a turn is in progress when it happens.
  const before = dice.chance(0.3)
    ? [frameBytes({ opcode: 1, payload: Buffer.from('{"type":"response.create","input":"hello"}') })]
    : [];
  const [first, ...rest] = [...before, ...pieces];
  const start = Buffer.concat([Buffer.from(`${handshake}\r\n\r\n`), first ?? Buffer.alloc(0)]);
  const closed = (received: Buffer): boolean => closeCode(framesOf(received)) !== undefined;
  const received = await sendRaw(port, [start, ...rest], {
    enough: closes === undefined ? undefined : closed,
    politely: dice.chance(0.5),
  });
  count(`WebSocket: ${kind}`);
  if (!received.toString('latin1', 0, 12).startsWith('HTTP/1.1 101')) {
    return fault(`${kind}: the handshake was answered with ${received.toString('latin1', 0, 40)}`);
  }
  const code = closeCode(framesOf(received));
  if (closes !== undefined && code !== closes) fault(`${kind}: closed with ${code} and not ${closes}`);
}

/** What came behind the answer to a handshake. */
function framesOf(received: Buffer): Buffer {
  const end = received.indexOf('\r\n\r\n');
  return end < 0 ? Buffer.alloc(0) : received.subarray(end + 4);
}

async function brokenRequest({ target, port, host, count, fault }: Shared, dice: Dice): Promise<void> {
  const { kind, pieces, mayNot, silent } = requestAttack(dice, { token: target.token, host });
  const received = await sendRaw(port, pieces, { silent, politely: dice.chance(0.5) });
  count(`HTTP: ${kind}`);
  const text = received.toString('latin1');
  const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(match => Number(match[1]));
  const good = statuses.filter(status => status < 300 && status !== 100);
  if (statuses.some(status => status >= 500)) fault(`${kind}: ${statuses.join(' ')}`);
  if (mayNot === 'succeed' && good.length > 0) fault(`${kind}: answered with ${good.join(' ')}`);
  if (mayNot === 'be answered twice' && statuses.length > 1) {
    fault(`${kind}: ${statuses.length} answers, ${statuses.join(' ')}`);
  }
}
