import assert from 'node:assert/strict';
import * as v from 'valibot';
import { httpOpener } from '../../../../src/session/connection/httpSocket';
import type { HttpAnswer } from '../../../../src/session/connection/httpTransport';
import { settle } from '../../../support/manualClock';

interface Asked {
  readonly url: string;
  readonly body: unknown;
  readonly signal: AbortSignal;
  /** Answers with a status and the pieces of a body. */
  readonly answer: (status: number, ...pieces: readonly string[]) => void;
  readonly fail: (error: Error) => void;
}

/** A socket over HTTP, what it has asked, and what it has told, as `lane type ...`. */
async function rig() {
  const asked: Asked[] = [];
  const told: string[] = [];
  const socket = httpOpener(
    ({ url, body }, signal) =>
      new Promise<HttpAnswer>((resolve, reject) =>
        asked.push({
          url,
          body: JSON.parse(body),
          signal,
          answer: (status, ...pieces) => resolve({ status, headers: {}, body: piecewise(pieces) }),
          fail: reject,
        }),
      ),
  )(
    { url: 'wss://host/ws/responses', headers: {}, maxFrameBytes: 10_000 },
    {
      onOpen: () => told.push('open'),
      onOpenFailed: () => told.push('failed'),
      onText: frame => told.push(inWords(frame)),
      onBinary: () => told.push('binary'),
      onPong: () => told.push('pong'),
      onClose: () => told.push('closed'),
    },
  );
  await settle();
  told.length = 0;
  const ask = (lane: string): void =>
    socket.send(JSON.stringify({ type: 'response.create', stream_id: lane, generate: true, input: 'x' }));
  return { socket, asked, told, ask };
}

async function* piecewise(pieces: readonly string[]): AsyncGenerator<string> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

const shape = v.object({
  type: v.optional(v.string()),
  stream_id: v.optional(v.string()),
  response: v.optional(v.object({ id: v.optional(v.string()) })),
  error: v.optional(v.object({ code: v.optional(v.string()) })),
  delta: v.optional(v.string()),
});

function inWords(frame: string): string {
  const { type, stream_id, response, error, delta } = v.parse(shape, JSON.parse(frame));
  return [stream_id, type, response?.id, error?.code, delta].filter(word => word !== undefined).join(' ');
}

const data = (event: object): string => `data: ${JSON.stringify(event)}\n\n`;
const created = data({ type: 'response.created', response: { id: 'r' } });
const delta = data({ type: 'response.output_text.delta', delta: 'Hi' });
const completed = data({ type: 'response.completed', response: { id: 'r' } });

describe('A socket over HTTP', () => {
  it('posts each request by itself, and labels the events of its answer', async () => {
    const { asked, told, ask } = await rig();
    ask('a');
    assert.deepEqual(
      [asked[0]?.url, asked[0]?.body],
      ['https://host/ws/responses', { input: 'x', stream: true }],
    );
    asked[0]?.answer(200, created, delta, completed);
    await settle();
    assert.deepEqual(told, [
      'a response.created r',
      'a response.output_text.delta Hi',
      'a response.completed r',
      // Nobody hears it behind an end.
      'a error stream_ended',
    ]);
  });

  it('says that an answer begins, once, where the server does not say so itself', async () => {
    const begins: [first: object, said: boolean][] = [
      [{ type: 'response.output_text.delta', delta: 'Hi' }, true],
      [{ type: 'response.completed', response: { id: 'r' } }, true],
      [{ type: 'response.created', response: { id: 'r' } }, false],
      [{ type: 'response.queued', response: { id: 'r' } }, false],
      [{ type: 'response.in_progress', response: { id: 'r' } }, false],
      [{ type: 'response.failed', response: { id: 'r' } }, false],
      [{ type: 'error', error: { code: 'x' } }, false],
      [{ type: 'keepalive' }, false],
      [{ type: 'my.response.thing' }, false],
      [{ kind: 'other' }, false],
    ];
    for (const [first, said] of begins) {
      const { asked, told, ask } = await rig();
      ask('a');
      asked[0]?.answer(200, data(first), data(first));
      await settle();
      assert.equal(told[0] === 'a response.created ', said, JSON.stringify(first));
      assert.equal(told.filter(event => event === 'a response.created ').length, said ? 1 : 0);
      assert.equal(told.length, said ? 4 : 3);
    }
  });

  it('takes an answer that is one JSON value for its end', async () => {
    const ends: [status: string | undefined, type: string][] = [
      ['completed', 'response.completed'],
      ['failed', 'response.failed'],
      ['incomplete', 'response.incomplete'],
      ['in_progress', 'response.completed'],
      [undefined, 'response.completed'],
    ];
    for (const [status, type] of ends) {
      const { asked, told, ask } = await rig();
      ask('a');
      asked[0]?.answer(200, JSON.stringify({ id: 'r', status, output: [] }));
      await settle();
      assert.equal(told[0], `a ${type} r`);
    }
    const { asked, told, ask } = await rig();
    ask('a');
    asked[0]?.answer(200, '{"error":{"code":"model_missing","message":"No."}}');
    await settle();
    assert.equal(told[0], 'a error model_missing');
  });

  it('passes over signs of life and the mark of the end', async () => {
    const { asked, told, ask } = await rig();
    ask('a');
    asked[0]?.answer(200, created, ': ping\n\n', 'data: ping\n\n', completed, 'data: [DONE] \n\n');
    await settle();
    assert.deepEqual(told, ['a response.created r', 'a response.completed r', 'a error stream_ended']);
  });

  it('ends a cancelled answer with an error, and hears no more of it', async () => {
    const { socket, asked, told, ask } = await rig();
    ask('a');
    ask('b');
    socket.send('{"type":"codex_spark.cancel","stream_id":"a"}');
    socket.send('{"type":"codex_spark.cancel","stream_id":"nobody"}');
    socket.send('{"type":"response.steer","stream_id":"b"}');
    await settle();
    assert.deepEqual([asked[0]?.signal.aborted, asked[1]?.signal.aborted], [true, false]);
    assert.deepEqual(told, ['a error cancelled', 'nobody error cancelled']);
    asked[0]?.answer(200, created, delta, completed);
    asked[1]?.answer(200, created);
    await settle();
    assert.deepEqual(told.slice(2), ['b response.created r', 'b error stream_ended']);
  });

  it('speaks with the latest request of a lane', async () => {
    const { asked, told, ask } = await rig();
    ask('a');
    ask('a');
    assert.deepEqual([asked[0]?.signal.aborted, asked[1]?.signal.aborted], [true, false]);
    asked[0]?.answer(500, 'No.');
    asked[0]?.fail(new Error('too late'));
    asked[1]?.answer(200, created);
    await settle();
    assert.deepEqual(told, ['a response.created r', 'a error stream_ended']);
  });

  it('says whether the server can have got a request that failed', async () => {
    const failures: [error: Error, code: string][] = [
      [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'connection_failed'],
      [Object.assign(new Error('x'), { code: 'ENOTFOUND' }), 'connection_failed'],
      [Object.assign(new Error('x'), { code: 'EAI_AGAIN' }), 'connection_failed'],
      [Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'connection_lost'],
      [new Error('x'), 'connection_lost'],
      [new RangeError('x'), 'bad_answer'],
    ];
    for (const [error, code] of failures) {
      const { asked, told, ask } = await rig();
      ask('a');
      asked[0]?.fail(error);
      await settle();
      assert.deepEqual(told, [`a error ${code}`]);
    }
  });

  it('says nothing any more once it is closed, and ends what runs', async () => {
    const { socket, asked, told, ask } = await rig();
    ask('a');
    ask('b');
    socket.ping();
    await settle();
    assert.deepEqual(told, ['pong']);
    socket.ping();
    socket.close(1000, 'bye');
    asked[0]?.answer(200, created, delta);
    asked[1]?.answer(500, 'No.');
    await settle();
    assert.deepEqual([told, asked.map(({ signal }) => signal.aborted)], [['pong'], [true, true]]);
  });
});
