/**
 * A lean stand-in for a model's server, a process of its own: chat/completions in the form of vLLM, at the speed each
 * request asks for. Every token is the time at which it left, in microseconds, so that whoever reads it knows how
 * long it was on its way. Prints its address as one line; answers questions of its parent.
 */
import { createServer, type ServerResponse } from 'node:http';
import * as v from 'valibot';
import { model, nowMicros, type Order } from './wire';

const order = v.object({
  id: v.number(),
  tokens: v.number(),
  perSecond: v.number(),
  chunk: v.optional(v.number(), 8),
});
const body = v.object({ messages: v.array(v.object({ content: v.string() })) });
const question = v.object({ n: v.number(), ask: v.picklist(['state', 'cuts']) });

const head = `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"${model}","choices":[`;
const delta = (text: string): string =>
  `${head}{"index":0,"delta":{"content":"${text}"},"logprobs":null,"finish_reason":null}]}\n\n`;
const last =
  `${head}{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}]}\n\n` +
  `${head}],"usage":{"prompt_tokens":512,"completion_tokens":100,"total_tokens":612}}\n\ndata: [DONE]\n\n`;
const word = delta(' word');

interface Running extends Order {
  /** What is written at once where there is no speed to keep. */
  readonly packet: string;
  readonly response: ServerResponse;
  readonly startedAt: number;
  sent: number;
}

const running = new Set<Running>();
/** When requests ended that were cut off, by id, in microseconds. */
const cuts = new Map<number, number>();
let asked = 0;
let bytes = 0;

/** Sends what has become due. One timer for all answers: a thousand timers would cost more than a thousand tokens. */
function tick(): void {
  for (const answer of running) {
    if (answer.perSecond === 0) continue;
    const due = Math.min(
      answer.tokens,
      1 + Math.floor(((nowMicros() - answer.startedAt) * answer.perSecond) / 1e6),
    );
    while (answer.sent < due) {
      answer.sent++;
      answer.response.write(delta(` ${nowMicros()}`));
    }
    finishIfDone(answer);
  }
}
setInterval(tick, 1);

function flood(answer: Running): void {
  const { packet, chunk = 8 } = answer;
  while (answer.sent < answer.tokens) {
    if (answer.response.destroyed) return;
    answer.sent += chunk;
    bytes += packet.length;
    if (!answer.response.write(packet)) return void answer.response.once('drain', () => flood(answer));
  }
  finishIfDone(answer);
}

function finishIfDone(answer: Running): void {
  if (answer.sent >= answer.tokens && running.delete(answer)) answer.response.end(last);
}

function start(told: Order, response: ServerResponse): void {
  const packet = word.repeat(told.chunk ?? 8);
  const answer: Running = { ...told, packet, response, startedAt: nowMicros(), sent: 0 };
  running.add(answer);
  asked++;
  response.on('close', () => {
    if (running.delete(answer)) cuts.set(told.id, nowMicros());
  });
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  if (told.perSecond === 0) return flood(answer);
  answer.sent = 1;
  response.write(delta(` ${nowMicros()}`));
}

const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
  if (request.method === 'GET') {
    const known = request.url === '/v1/models';
    response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
    return void response.end(JSON.stringify({ data: [{ id: model, owned_by: 'vllm' }] }));
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { messages } = v.parse(body, JSON.parse(Buffer.concat(chunks).toString()));
    start(v.parse(order, JSON.parse(messages.at(-1)?.content ?? '')), response);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(`http://127.0.0.1:${address.port}/v1`);
});

/** CPU time of this process so far, in microseconds. */
function cpuMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

process.on('message', message => {
  const { n, ask } = v.parse(question, message);
  if (ask === 'state')
    process.send?.({ n, answer: { open: running.size, asked, bytes, cpuMicros: cpuMicros() } });
  else {
    process.send?.({ n, answer: [...cuts] });
    cuts.clear();
  }
});
process.on('disconnect', () => process.exit());
