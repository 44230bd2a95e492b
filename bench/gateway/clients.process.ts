/** The clients of the benchmark, a process of their own: both arms are asked from here, with the same code around. */
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { DirectAsker, leaveUnread, SocketAsker, type Asker } from './askers';
import { nowMicros } from './wire';

const job = v.variant('do', [
  /** Has so many connections open, of one token. `parse: false` only counts what comes. */
  v.object({
    do: v.literal('connect'),
    url: v.string(),
    token: v.string(),
    count: v.number(),
    parse: v.boolean(),
  }),
  /** So many answers at once, in rotation over the connections, for so long. */
  v.object({
    do: v.literal('load'),
    /** Address of the stand-in; undefined: over the open connections. */
    direct: v.optional(v.string()),
    parse: v.boolean(),
    atOnce: v.number(),
    tokens: v.number(),
    perSecond: v.number(),
    /** Tokens of one chunk where there is no speed to keep. */
    chunk: v.optional(v.number()),
    ms: v.number(),
  }),
  /** Begins an answer on each connection and leaves it running. */
  v.object({ do: v.literal('hold'), perSecond: v.number(), reading: v.boolean() }),
  /** Asks the gateway for so many answers over HTTP, each on a connection of its own, and reads nothing of them. */
  v.object({ do: v.literal('holdHttp'), url: v.string(), token: v.string(), count: v.number() }),
  /** Begins answers and stops each after its first token, so many a second. */
  v.object({ do: v.literal('storm'), perSecond: v.number(), ms: v.number() }),
  /** Open connections now. */
  v.object({ do: v.literal('count') }),
  v.object({ do: v.literal('close') }),
]);
const message = v.object({ n: v.number(), ask: job });
type Job<K extends v.InferOutput<typeof job>['do']> = Extract<v.InferOutput<typeof job>, { do: K }>;

const agent = new Agent({ keepAlive: true });
let askers: SocketAsker[] = [];
let ids = 0;

async function connect({ url, token, count, parse }: Job<'connect'>): Promise<number> {
  while (askers.length < count) {
    const some = Math.min(50, count - askers.length);
    askers.push(
      ...(await Promise.all(Array.from({ length: some }, () => SocketAsker.open(url, token, parse)))),
    );
  }
  return askers.length;
}

async function load({ direct, parse, atOnce, tokens, perSecond, chunk, ms }: Job<'load'>) {
  const free: Asker[] =
    direct === undefined
      ? [...askers]
      : Array.from({ length: atOnce }, () => new DirectAsker(direct, agent, parse));
  const firstToken: number[] = [];
  const perToken: number[] = [];
  let count = 0;
  const startedAt = nowMicros();
  const endsAt = startedAt + ms * 1000;
  const cpu = process.cpuUsage();
  const ask = async (): Promise<void> => {
    while (nowMicros() < endsAt) {
      const asker = free.shift();
      if (!asker) throw new Error('fewer connections than answers at once');
      const askedAt = nowMicros();
      let first = true;
      await asker.ask({ id: ids++, tokens, perSecond, chunk }, text => {
        count++;
        if (!parse) return;
        const now = nowMicros();
        if (first) firstToken.push((now - askedAt) / 1000);
        else perToken.push((now - Number(text)) / 1000);
        first = false;
      });
      free.push(asker);
    }
  };
  // Not all in the same millisecond: people are not.
  await Promise.all(
    Array.from({ length: atOnce }, async (_, index) => {
      await sleep((index * 100) / atOnce);
      await ask();
    }),
  );
  const seconds = (nowMicros() - startedAt) / 1e6;
  const { user, system } = process.cpuUsage(cpu);
  return {
    firstToken: Float64Array.from(firstToken),
    perToken: Float64Array.from(perToken),
    tokens: count,
    seconds,
    cpuMicros: user + system,
  };
}

function hold({ perSecond, reading }: Job<'hold'>): number {
  for (const asker of askers) {
    asker.ask({ id: ids++, tokens: 1e9, perSecond }, () => {}).catch(() => undefined);
    if (!reading) asker.socket.pause();
  }
  return askers.length;
}

async function holdHttp({ url, token, count }: Job<'holdHttp'>): Promise<number> {
  await Promise.all(
    Array.from({ length: count }, () => leaveUnread(url, token, { id: ids++, tokens: 1e9, perSecond: 0 })),
  );
  return count;
}

async function storm({ perSecond, ms }: Job<'storm'>): Promise<[number, number][]> {
  const cancelled: [number, number][] = [];
  const pending: Promise<void>[] = [];
  const startedAt = nowMicros();
  const total = Math.round((perSecond * ms) / 1000);
  const free = [...askers];
  for (let n = 0; n < total; n++) {
    const wait = (startedAt + (n * 1e6) / perSecond - nowMicros()) / 1000;
    if (wait > 0) await sleep(wait);
    const asker = free.shift();
    if (!asker) throw new Error('too few connections for this storm');
    const id = ids++;
    let first = true;
    pending.push(
      asker
        .ask({ id, tokens: 1e9, perSecond: 1000 }, () => {
          if (!first) return;
          first = false;
          cancelled.push([id, nowMicros()]);
          // One in ten leaves for good, as a window does that is closed.
          if (id % 10 === 9) asker.close();
          else asker.cancel();
        })
        .then(() => {
          if (id % 10 !== 9) free.push(asker);
        }),
    );
  }
  await Promise.all(pending);
  return cancelled;
}

async function work(task: v.InferOutput<typeof job>): Promise<unknown> {
  switch (task.do) {
    case 'connect':
      return connect(task);
    case 'load':
      return load(task);
    case 'hold':
      return hold(task);
    case 'holdHttp':
      return holdHttp(task);
    case 'storm':
      return storm(task);
    case 'count':
      return askers.filter(({ socket }) => socket.readyState === socket.OPEN).length;
    case 'close':
      for (const asker of askers) asker.close();
      askers = [];
      agent.destroy();
      return 0;
  }
}

process.on('message', received => {
  const { n, ask } = v.parse(message, received);
  work(ask).then(
    answer => process.send?.({ n, answer }),
    (error: unknown) => process.send?.({ n, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
