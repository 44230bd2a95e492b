import assert from 'node:assert/strict';
import * as v from 'valibot';
import { httpOpener } from '../../../../src/session/connection/httpSocket';
import type { HttpAnswer } from '../../../../src/session/connection/httpTransport';
import { settle } from '../../../support/manualClock';

type Piece = string | (() => void);

interface Asked {
  readonly url: string;
  readonly body: unknown;
  readonly signal: AbortSignal;
  /** The pieces of its body that were read. */
  readonly read: string[];
  /** Answers with a status and the pieces of a body, or what happens between them. */
  readonly answer: (status: number, ...pieces: readonly Piece[]) => void;
  readonly fail: (error: Error) => void;
}

/** A socket over HTTP, what it has asked, and what it has told, as `lane type ...` and as it was. */
async function rig(target = 'wss://host/ws/responses') {
  const asked: Asked[] = [];
  const told: string[] = [];
  const frames: string[] = [];
  const on = { text: (): void => undefined };
  const socket = httpOpener(
    ({ url, body }, signal) =>
      new Promise<HttpAnswer>((resolve, reject) => {
        const read: string[] = [];
        asked.push({
          url,
          body: JSON.parse(body),
          signal,
          read,
          answer: (status, ...pieces) => resolve({ status, headers: {}, body: piecewise(pieces, read) }),
          fail: reject,
        });
      }),
  )(
    { url: target, headers: {}, maxFrameBytes: 10_000 },
    {
      onOpen: () => told.push('open'),
      onOpenFailed: () => told.push('failed'),
      onText: frame => {
        frames.push(frame);
        told.push(inWords(frame));
        on.text();
      },
      onBinary: () => told.push('binary'),
      onPong: () => told.push('pong'),
      onClose: () => told.push('closed'),
    },
  );
  await settle();
  told.length = 0;
  const ask = (lane: string): void =>
    socket.send(JSON.stringify({ type: 'response.create', stream_id: lane, generate: true, input: 'x' }));
  const cancel = (lane: string): void =>
    socket.send(JSON.stringify({ type: 'codex_spark.cancel', stream_id: lane }));
  return { socket, asked, told, frames, on, ask, cancel };
}

async function* piecewise(pieces: readonly Piece[], read: string[]): AsyncGenerator<string> {
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      piece();
      continue;
    }
    read.push(piece);
    yield await Promise.resolve(piece);
  }
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
      [{ type: 'response.created_late' }, true],
      [{ type: 'my.response.thing' }, false],
      [{ type: 'error_report' }, false],
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
  });

  it('takes an answer that is anything else for an error, in the words of its server where it has some', async () => {
    const error = v.object({
      status: v.number(),
      error: v.object({ code: v.string(), message: v.string() }),
    });
    const bodies: [body: string, status: number, code: string, message: RegExp][] = [
      ['{"error":{"code":"model_not_found","message":"No."}}', 404, 'model_not_found', /^No\.$/],
      ['{"error":{"message":"No."}}', 502, 'bad_answer', /^No\.$/],
      ['null', 502, 'bad_answer', /\S/],
      ['7', 502, 'bad_answer', /\S/],
      ['<html>Sign in</html>', 502, 'bad_answer', /\S/],
    ];
    for (const [body, status, code, message] of bodies) {
      const { asked, frames, ask } = await rig();
      ask('a');
      asked[0]?.answer(200, body);
      await settle();
      const said = v.parse(error, JSON.parse(frames[0] ?? ''));
      assert.deepEqual([said.status, said.error.code], [status, code], body);
      assert.match(said.error.message, message);
    }
  });

  it('ends an answer with an error where it is in doubt, and reads no more of it', async () => {
    for (const nonsense of ['{"type":', '{"kind":"other"}', '{"type":"response.completed"}']) {
      const { asked, told, frames, ask } = await rig();
      ask('a');
      const event = `data: ${nonsense}\n\n`;
      asked[0]?.answer(200, created, event, delta);
      await settle();
      assert.deepEqual(told, ['a response.created r', 'a error bad_answer']);
      assert.match(frames[1] ?? '', /"status":502,.*"message":"\S/);
      assert.deepEqual([asked[0]?.signal.aborted, asked[0]?.read], [true, [created, event]]);
    }
  });

  it('does not end what the end of an answer sets going', async () => {
    const { asked, on, ask } = await rig();
    ask('a');
    on.text = () => {
      on.text = () => undefined;
      ask('a');
    };
    asked[0]?.answer(200, 'data: {"type":\n\n');
    await settle();
    assert.deepEqual(
      asked.map(({ signal }) => signal.aborted),
      [true, false],
    );
  });

  it('finds a server by its HTTP address too', async () => {
    const { asked, ask } = await rig('https://news.host/ws');
    ask('a');
    assert.equal(asked[0]?.url, 'https://news.host/ws');
  });

  it('reads a refusal as its server wrote it, in how many pieces it comes, and no more of it than 64 K', async () => {
    const { asked, told, ask } = await rig();
    ask('a');
    asked[0]?.answer(429, '{"error":{"code":"rate_limit', '_exceeded","message":"Slow down."}}');
    await settle();
    assert.deepEqual(told, ['a error rate_limit_exceeded']);
    ask('a');
    asked[1]?.answer(500, ...Array.from({ length: 100 }, () => 'x'.repeat(1024)));
    for (let turn = 0; turn < 20; turn++) await settle();
    assert.deepEqual([told.length, asked[1]?.read.length], [2, 65]);
  });

  it('has the answer to a request without a lane come without one', async () => {
    const { socket, asked, told } = await rig();
    socket.send('{"type":"response.create","input":"x"}');
    asked[0]?.answer(200, created);
    await settle();
    assert.deepEqual(told, ['response.created r', 'error stream_ended']);
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

  it('hears no more of an answer that is cancelled in its middle, and reads no more', async () => {
    const { asked, told, ask, cancel } = await rig();
    ask('a');
    asked[0]?.answer(200, created, () => cancel('a'), delta, completed);
    await settle();
    assert.deepEqual(told.splice(0), ['a response.created r', 'a error cancelled']);
    assert.deepEqual(asked[0]?.read, [created, delta]);
    ask('a');
    asked[1]?.answer(200, created, () => cancel('a'));
    await settle();
    assert.deepEqual(told, ['a response.created r', 'a error cancelled']);
  });

  it('tells a request that breaks off because it was cancelled as cancelled, and nothing else', async () => {
    const { asked, told, ask, cancel } = await rig();
    ask('a');
    cancel('a');
    asked[0]?.fail(new Error('aborted'));
    await settle();
    assert.deepEqual(told, ['a error cancelled']);
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
      [Object.assign(new Error('x'), { code: 'MY_ENOTFOUND' }), 'connection_lost'],
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
    ask('c');
    assert.equal(asked.length, 2, 'and asks for nothing any more');
  });

  it('says nothing any more once it is closed by what it says', async () => {
    const { socket, asked, told, on, ask } = await rig();
    ask('a');
    on.text = () => socket.dispose();
    asked[0]?.answer(200, delta);
    await settle();
    assert.deepEqual(told, ['a response.created ']);
  });
});
