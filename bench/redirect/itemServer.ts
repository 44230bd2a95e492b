import { createServer } from 'node:http';
import * as v from 'valibot';
import { WebSocketServer, type WebSocket } from 'ws';
import { sleep } from '../../src/common/clock';
import { systemClock } from '../../src/common/systemClock';
import type { Pace } from '../../src/engines/pacedEngine';

const clientEvent = v.looseObject({
  type: v.string(),
  stream_id: v.optional(v.string()),
  previous_response_id: v.optional(v.string()),
  input: v.optional(v.unknown()),
});

/**
 * A foreign server with lanes that takes steering by its documentation: an instruction is accepted at once, but what is
 * being written, the whole message, is finished first. Answers never end by themselves within a benchmark.
 */
export async function startItemServer(pace: Pace): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', client => serve(client, pace));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  return {
    url: `ws://127.0.0.1:${address.port}/v1/responses`,
    stop: async () => {
      for (const client of sockets.clients) client.terminate();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

function serve(client: WebSocket, pace: Pace): void {
  let ids = 0;
  client.on('message', data => {
    const text = Buffer.isBuffer(data) ? data.toString('utf8') : '';
    const event = v.parse(clientEvent, JSON.parse(text));
    if (event.type === 'response.steer') {
      const lane = event.previous_response_id?.split('/')[0];
      const steer = { id: `steer_${++ids}`, previous_response_id: event.previous_response_id };
      const named = lane ? { stream_id: lane } : {};
      client.send(
        JSON.stringify({ type: 'response.steer.accepted', ...named, steer, sequence_number: 1_000_000 }),
      );
    } else if (event.type === 'response.create') {
      void generate(client, event.stream_id ?? '', `${event.stream_id ?? ''}/${++ids}`, pace);
    }
  });
}

async function generate(client: WebSocket, lane: string, id: string, pace: Pace): Promise<void> {
  let number = 0;
  const say = (type: string, fields: object): void => {
    const named = lane ? { stream_id: lane } : {};
    if (client.readyState === client.OPEN)
      client.send(JSON.stringify({ type, sequence_number: number++, ...named, ...fields }));
  };
  say('response.created', { response: { id } });
  say('response.in_progress', { response: { id } });
  const { firstTokenMs, tokensPerSecond = 1_000 } = pace;
  await sleep(systemClock, firstTokenMs);
  const begun = systemClock.now();
  for (let sent = 0; client.readyState === client.OPEN;) {
    const due = 1 + Math.floor(((systemClock.now() - begun) / 1_000) * tokensPerSecond);
    for (; sent < due; sent++) say('response.output_text.delta', { item_id: 'm', delta: ' token' });
    await sleep(systemClock, Math.max(2, 1_000 / tokensPerSecond));
  }
}
