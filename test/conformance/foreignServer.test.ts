import assert from 'node:assert/strict';
import type { Log, LogFields } from '../../src/common/log';
import { formatFields } from '../../src/common/log';
import { systemClock } from '../../src/common/systemClock';
import { createSession } from '../../src/session/createSession';
import { httpsPost } from '../../src/editor/endpoints/httpsPost';
import type { Session, SessionOptions } from '../../src/session/session';
import type { TurnRequest, TurnResult } from '../../src/session/turn';
import { webSocketOpener } from '../../src/session/wsSocket';
import { opencodexFolder } from '../support/gateway/peers';
import { ModelServer, usage } from '../support/session/modelServer';
import { startOpencodex, type Opencodex } from '../support/session/opencodex';

const user = (content: string) => ({ role: 'user', content }) as const;

/** Our session, with the sockets and the HTTP it has in the product, against a server that others wrote. */
describe('session against opencodex', function () {
  this.timeout(60_000);
  let models: ModelServer;
  let server: Opencodex;
  let session: Session;
  const log: string[] = [];

  before(async function () {
    this.timeout(300_000);
    await opencodexFolder();
    models = await ModelServer.start();
  });

  beforeEach(() => {
    models.requests.length = 0;
    log.length = 0;
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') console.error(log.join('\n'), server.process.errors);
    session.dispose();
    await models.until(requests => requests.every(({ over }) => over));
  });

  after(() => models.dispose());

  function connect(options: Partial<SessionOptions> = {}): void {
    const write = (message: string, fields?: LogFields): void =>
      void log.push(message + formatFields(fields));
    const sink: Log = { debug: write, info: write, warn: write, error: write };
    session = createSession({
      url: server.url,
      model: 'chat/m',
      log: sink,
      clock: systemClock,
      openSocket: webSocketOpener(),
      httpPost: httpsPost(undefined),
      ...options,
    });
  }

  const ask = (input: string, more: Partial<TurnRequest> = {}) =>
    session.start({ lane: 'chat', input, ...more });

  async function says(words: string, more: Partial<TurnRequest> = {}): Promise<TurnResult> {
    const result = await ask(`say ${words}`, more).done;
    assert.deepEqual({ status: result.status, text: result.text }, { status: 'completed', text: words });
    return result;
  }

  /** No socket was lost or replaced: there are the one in use and, at most, the spare. */
  function untroubled(): void {
    const { connects, reconnects, failedConnects, malformedFrames } = session.metrics();
    assert.deepEqual(
      { reconnects, failedConnects, malformedFrames },
      { reconnects: 0, failedConnects: 0, malformedFrames: 0 },
    );
    assert.ok(connects <= 2, `${connects} sockets`);
    assert.deepEqual(
      log.filter(line => line.startsWith('socket lost')),
      [],
    );
  }

  describe('over WebSocket', () => {
    before(async () => {
      server = await startOpencodex({ models: models.url });
    });

    beforeEach(() => connect());

    after(() => server.dispose());

    it('does a full turn: text in pieces, usage, timings', async () => {
      const turn = ask('say one two three', { instructions: 'Be brief.' });
      const pieces: string[] = [];
      for await (const piece of turn.text) pieces.push(piece);
      const result = await turn.done;
      assert.equal(pieces.join(''), 'one two three');
      assert.equal(result.text, 'one two three');
      assert.equal(result.status, 'completed');
      assert.deepEqual(result.usage, {
        inputTokens: usage.input,
        outputTokens: usage.output,
        cachedTokens: usage.cached,
      });
      assert.equal(result.responseId, undefined, 'this server gives no ids here');
      assert.deepEqual(
        models.requests.map(request => request.said),
        [['system: Be brief.', 'user: say one two three']],
      );
    });

    it('does turn after turn, and loses no socket', async () => {
      for (let n = 0; n < 20; n++) await says(`number ${n}`);
      assert.equal(models.requests.length, 20);
      untroubled();
    });

    it('takes a large context', async () => {
      await says('yes', { instructions: 'x'.repeat(4 << 20) });
      untroubled();
    });

    it('does not warm up a server that has not said that it can', async () => {
      assert.equal(await session.warm({ lane: 'inline', input: [user('say nothing')] }), undefined);
      await says('hello');
      assert.equal(models.requests.length, 1);
    });

    it('takes a warm-up answered without an id for none', async () => {
      session.dispose();
      connect({ profile: { warmUp: true } });
      const warm = await session.warm({
        lane: 'inline',
        instructions: 'Static.',
        input: [user('say nothing')],
      });
      assert.equal(warm, undefined);
      assert.equal(models.requests.length, 0, 'nothing was generated');
      await says('hello', { lane: 'inline' });
      untroubled();
    });

    it('sends only what is new where the server has the rest', async () => {
      const native = { model: 'native/m' };
      const long = 'x'.repeat(10_000);
      const first = await says('one', { ...native, input: [user(long), user('say one')] });
      assert.ok(first.responseId, 'a model behind Responses has ids');
      const before = [user(long), user('say one'), { role: 'assistant', content: 'one' } as const];
      const second = await says('two', {
        ...native,
        previous: first.responseId,
        fullInput: () => [...before, user('say two')],
      });
      assert.deepEqual(models.requests.at(-1)?.said, [
        `user: ${long}`,
        'user: say one',
        'assistant: one',
        'user: say two',
      ]);
      assert.ok(first.bytes.up > 10_000 && second.bytes.up < 1_000);
      untroubled();
    });

    it('sends everything, once, where the server has forgotten', async () => {
      const native = { model: 'native/m' };
      // What ended early is not kept, and the server does not say so before it is asked for.
      const first = await ask('cut one', native).done;
      assert.equal(first.status, 'incomplete');
      assert.equal(first.reason, 'max_output_tokens');
      assert.ok(first.responseId);
      const fullInput = () => [
        user('cut one'),
        { role: 'assistant', content: 'one' } as const,
        user('say two'),
      ];
      await says('two', { ...native, previous: first.responseId, fullInput });
      assert.deepEqual(
        models.requests.map(request => request.said),
        [['user: cut one'], ['user: say two'], ['user: cut one', 'assistant: one', 'user: say two']],
      );
      untroubled();
    });

    it('never sends an id that the connection does not hold, and says so where there is nothing else to send', async () => {
      await says('yes', { previous: 'resp_unknown', fullInput: () => [user('say yes')] });
      assert.equal(models.requests.length, 1);
      const lost = await ask('say no', { previous: 'resp_unknown' }).done;
      assert.equal(lost.status, 'failed');
      assert.equal(lost.error?.code, 'previous_response_not_found');
      assert.equal(lost.error?.kind, 'chain-lost');
      assert.equal(models.requests.length, 1, 'nothing was generated');
      await says('again');
    });

    const failures = [
      { status: 400, kind: 'request', requests: 1 },
      { status: 500, kind: 'server', requests: 3 },
      { status: 503, kind: 'server', requests: 3 },
    ] as const;
    for (const { status, kind, requests } of failures) {
      it(`surfaces ${status} of the model after ${requests} attempt(s), and goes on`, async () => {
        const { status: end, error, text } = await ask(`fail ${status}`).done;
        assert.deepEqual(
          { end, text, status: error?.status, kind: error?.kind },
          { end: 'failed', text: '', status, kind },
        );
        assert.equal(models.requests.length, requests);
        await says('still here');
        untroubled();
      });
    }

    it('surfaces a model that does not exist, and goes on', async () => {
      const { status, error } = await ask('say hello', { model: 'chat/none' }).done;
      assert.equal(status, 'failed');
      assert.equal(error?.status, 404);
      assert.match(error.message, /model_not_found/);
      await says('still here');
    });

    it('waits after a 429 and tries once more', async () => {
      const { status, error } = await ask('fail 429').done;
      assert.equal(status, 'failed');
      assert.equal(error?.kind, 'rate-limit');
      assert.equal(error.retryAfterMs, 2000);
      assert.equal(models.requests.length, 2);
      untroubled();
    });

    it('stops at a refused key until it is told to go on', async () => {
      const { status, error } = await ask('fail 401').done;
      assert.equal(status, 'failed');
      assert.equal(error?.kind, 'auth');
      assert.equal(session.state.kind, 'refused');
      const refused = await ask('say hello').done;
      assert.equal(refused.error?.kind, 'auth');
      assert.equal(models.requests.length, 1);
      session.reconnect();
      await says('hello');
    });

    for (const model of ['chat/m', 'native/m']) {
      it(`keeps the text of an answer that broke off, never repeats it, and goes on (${model})`, async () => {
        const { status, text, error } = await ask('break half an', { model }).done;
        assert.equal(status, 'failed');
        assert.equal(text, 'half an');
        assert.equal(error?.kind, 'server', error?.message);
        assert.equal(models.requests.length, 1);
        await says('whole');
        untroubled();
      });
    }

    it('never gives a turn the text of the one cancelled before it', async () => {
      for (let n = 0; n < 12; n++) {
        // With a bound and a known speed the tail may be left to run out; without one the socket is given up.
        const bound = n % 2 === 0 ? {} : { maxOutputTokens: 30 };
        const talking = ask(`talk cancelled${n}`, bound);
        for await (const piece of talking.text) if (piece) break;
        if (n % 3 === 0) await new Promise(resolve => setTimeout(resolve, n));
        talking.cancel();
        const { status, text } = await talking.done;
        assert.equal(status, 'cancelled');
        assert.match(text, new RegExp(`^(cancelled${n} )+$`));
        await says(`after ${n}`);
      }
      await models.until(requests => requests.every(({ over }) => over));
      assert.equal(session.metrics().malformedFrames, 0);
    });

    it('stops the model when an endless answer is cancelled', async () => {
      const talking = ask('talk endless');
      for await (const piece of talking.text) if (piece) break;
      assert.equal(models.requests[0]?.hungUp, false);
      talking.cancel();
      await models.until(([first]) => first?.hungUp === true);
      await says('next');
    });

    it('does an inline turn while a chat answer goes on, and neither has words of the other', async () => {
      const chat = ask('talk chat');
      for await (const piece of chat.text) if (piece) break;
      for (let n = 0; n < 5; n++) await says(`inline ${n}`, { lane: 'inline' });
      // It still runs: more of it comes.
      for await (const piece of chat.text) if (piece) break;
      chat.cancel();
      assert.match((await chat.done).text, /^(chat )+$/);
    });

    it('redirects a running turn by a new request, as the server cannot be steered here', async () => {
      session.dispose();
      connect({ profile: { steer: true } });
      const turn = ask('talk wrong', { model: 'native/m' });
      for await (const piece of turn.text) if (piece) break;
      assert.ok(turn.steer('say right'));
      const { status, text } = await turn.done;
      assert.equal(status, 'completed');
      assert.match(text, /^(wrong )+right$/);
      await says('next');
    });

    it('finds out that there are no lanes where it was told otherwise', async () => {
      session.dispose();
      connect({ profile: { concurrentLanes: true, namedLanes: true, maxInFlight: 16, maxLanes: 32 } });
      const lanes = ['inline', 'edit', 'chat'];
      const results = await Promise.all(lanes.map(lane => says(`for ${lane}`, { lane })));
      assert.deepEqual(
        results.map(({ lane }) => lane),
        lanes,
      );
      assert.equal(session.profile.namedLanes, false);
      await Promise.all(lanes.map(lane => says(`again for ${lane}`, { lane })));
    });

    it('is there again when the server was restarted', async () => {
      await says('before');
      const { port } = new URL(server.url);
      await server.dispose();
      server = await startOpencodex({ models: models.url, port: Number(port) });
      await says('after');
      assert.equal(session.metrics().malformedFrames, 0);
    });
  });

  describe('of another kind', () => {
    afterEach(() => server.dispose());

    it('carries on over HTTP where the server has no WebSocket', async () => {
      server = await startOpencodex({ models: models.url, webSockets: false });
      connect();
      const result = await says('one two');
      assert.deepEqual(result.usage, {
        inputTokens: usage.input,
        outputTokens: usage.output,
        cachedTokens: usage.cached,
      });
      assert.ok(log.some(line => line.startsWith('the endpoint has no WebSocket')));
      const lanes = ['inline', 'edit', 'chat'];
      await Promise.all(lanes.map(lane => says(`for ${lane}`, { lane })));

      const talking = ask('talk endless');
      for await (const piece of talking.text) if (piece) break;
      talking.cancel();
      await says('after');
      await models.until(requests =>
        requests.some(({ said, hungUp }) => said.includes('user: talk endless') && hungUp),
      );

      const first = await ask('say one', { model: 'native/m' }).done;
      await says('two', {
        previous: first.responseId ?? 'none',
        fullInput: () => [user('say one'), { role: 'assistant', content: 'one' } as const, user('say two')],
      });
      assert.equal(models.requests.at(-1)?.said.length, 3, 'the whole conversation');

      const failed = await ask('fail 400').done;
      assert.deepEqual(
        { status: failed.error?.status, kind: failed.error?.kind },
        { status: 400, kind: 'request' },
      );
      const limited = await ask('fail 429').done;
      assert.equal(limited.error?.retryAfterMs, 2000);
      assert.equal(session.state.kind, 'ready');
    });

    it('is refused with a wrong key, once, and let in with the right one', async () => {
      server = await startOpencodex({ models: models.url, key: 'right' });
      let key = 'wrong';
      let asked = 0;
      connect({
        headers: () => {
          asked++;
          return Promise.resolve({ authorization: `Bearer ${key}` });
        },
      });
      const { error } = await ask('say hello').done;
      assert.deepEqual({ status: error?.status, kind: error?.kind }, { status: 401, kind: 'auth' });
      assert.equal(session.state.kind, 'refused');
      assert.equal((await ask('say hello').done).error?.kind, 'auth');
      assert.equal(asked, 1);
      key = 'right';
      session.reconnect();
      await says('hello');
      assert.ok(!log.join().includes('wrong') && !log.join().includes('right'));
    });
  });
});
