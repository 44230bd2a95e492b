import assert from 'node:assert/strict';
import type { RefusedTier } from '../../../src/session/turns/serviceTiers';
import { harness, lanes, ourHeaders, outcome, settle } from '../../support/session/harness';

const tierOf = (frame: string | undefined): unknown =>
  (JSON.parse(frame ?? '{}') as Record<string, unknown>)['service_tier'];

describe('session: service tier', () => {
  it('asks for the tier of the lane, turns and warm-ups alike, and for none where there is none', async () => {
    const { session, endpoint } = harness({
      serviceTier: lane => (lane.startsWith('inline') ? 'ultrafast' : undefined),
    });
    void session.warm({ lane: 'inline-context', input: [] });
    session.start({ lane: 'inline', input: '1' });
    session.start({ lane: 'chat', input: '2' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    await settle();
    const asked = socket.frames.map(frame => {
      const { stream_id: lane } = JSON.parse(frame) as { stream_id?: string };
      return [lane, tierOf(frame)];
    });
    assert.deepEqual(asked.sort(), [
      ['chat', undefined],
      ['inline', 'ultrafast'],
      ['inline-context', 'ultrafast'],
    ]);
  });

  const served: readonly (readonly [string, unknown, object | undefined])[] = [
    ['what was asked for', 'ultrafast', { asked: 'ultrafast', served: 'ultrafast' }],
    ['another one', 'default', { asked: 'ultrafast', served: 'default' }],
    ['one that has no name here', 'turbo', { asked: 'ultrafast', served: 'turbo' }],
    ['nothing', undefined, undefined],
    ['null', null, undefined],
    ['a number', 7, undefined],
  ];
  for (const [what, service_tier, expected] of served) {
    it(`tells what the server says to have served: ${what}`, async () => {
      const { session, endpoint } = harness({ serviceTier: () => 'ultrafast' });
      const turn = session.start({ lane: 'inline', input: '1' });
      await settle();
      const socket = endpoint.socket.accept(ourHeaders());
      socket.created('inline', 'r1');
      socket.delta('inline', 'a');
      socket.say('inline', 'response.completed', {
        response: { id: 'r1', status: 'completed', service_tier },
      });
      assert.deepEqual((await turn.done).serviceTier, expected);
    });
  }
});

describe('session: a tier that is refused', () => {
  const refusal = {
    status: 400,
    error: { code: 'invalid_value', message: "Invalid value: 'ultrafast'.", param: 'service_tier' },
  };
  const limit = {
    status: 429,
    error: { code: 'rate_limit_exceeded', message: 'Rate limit reached (ultrafast).' },
    headers: { 'retry-after': '30' },
  };

  /** A session that has had its first suggestion turned away. */
  async function turnedAway(tierFallBack: boolean, said: Readonly<Record<string, unknown>>) {
    const all = harness({ serviceTier: () => 'ultrafast', tierFallBack: () => tierFallBack, profile: lanes });
    const told: RefusedTier[] = [];
    all.session.onDidRefuseTier(refused => told.push(refused));
    const turn = all.session.start({ lane: 'inline', input: '1' });
    await settle();
    const socket = all.endpoint.socket.accept();
    await settle();
    socket.say('inline', 'error', said);
    await settle();
    return { ...all, turn, socket, told };
  }

  for (const [what, said] of [
    ['refused', refusal],
    ['limited', limit],
  ] as const) {
    it(`fails with the server's words where it is ${what} and nobody has said that another will do`, async () => {
      const { turn, socket, told, session, ended } = await turnedAway(false, said);
      const { status, error } = await turn.done;
      assert.deepEqual([status, error?.kind, error?.message], ['failed', 'tier', said.error.message]);
      assert.equal(told.length, 1);
      // Keys that are typed meanwhile ask for nothing, and tell of nothing.
      for (let n = 0; n < 20; n++) {
        const next = await session.start({ lane: 'inline', input: `key ${n}` }).done;
        assert.equal(next.error?.message, said.error.message);
      }
      assert.equal(socket.frames.length, 1);
      assert.equal(told.length, 1);
      assert.equal(ended.length, 1, 'nor are they counted as turns');
      // The chat is not held back by it.
      session.start({ lane: 'chat', input: '2' });
      await settle();
      assert.equal(socket.frames.length, 2);
      session.giveUpTier('ultrafast');
      session.start({ lane: 'inline', input: '3' });
      await settle();
      assert.equal(tierOf(socket.frames.at(-1)), 'default');
    });

    it(`asks again in the default tier at once where it is ${what} and the person has said so`, async () => {
      const { turn, socket, told } = await turnedAway(true, said);
      assert.deepEqual(socket.frames.map(tierOf), ['ultrafast', 'default']);
      socket.created('inline', 'r1');
      socket.say('inline', 'response.completed', { response: { id: 'r1', status: 'completed' } });
      const { status, serviceTier } = await turn.done;
      assert.deepEqual([status, serviceTier], ['completed', { asked: 'ultrafast', served: 'default' }]);
      assert.deepEqual(
        told.map(({ fellBack }) => fellBack),
        [true],
      );
    });
  }

  it('does not even send what waited behind a refused request, and tells it the same', async () => {
    const { session, endpoint } = harness({ serviceTier: () => 'ultrafast', profile: lanes });
    const turns = ['1', '2'].map(input => session.start({ lane: 'inline', input }));
    await settle();
    const socket = endpoint.socket.accept();
    socket.say('inline', 'error', refusal);
    const results = await Promise.all(turns.map(({ done }) => done));
    assert.deepEqual(
      results.map(({ status, error }) => [status, error?.message]),
      Array(2).fill(['failed', refusal.error.message]),
    );
    assert.equal(socket.frames.length, 1);
  });

  it('tells that the default tier was served where the server knows of none', async () => {
    const { turn, socket } = await turnedAway(true, {
      status: 400,
      error: { code: 'unknown_parameter', message: 'Unknown parameter.', param: 'service_tier' },
    });
    assert.deepEqual(socket.frames.map(tierOf), ['ultrafast', undefined]);
    socket.created('inline', 'r1');
    socket.completed('inline', 'r1');
    assert.deepEqual((await turn.done).serviceTier, { asked: 'ultrafast', served: 'default' });
  });

  it('fails as with any other error where a server speaks of tiers to who asked for none', async () => {
    const { session, endpoint } = harness({ profile: lanes });
    const turn = session.start({ lane: 'inline', input: '1' });
    await settle();
    endpoint.socket.accept().say('inline', 'error', refusal);
    assert.equal(await outcome(turn), 'failed request ""');
  });

  it("waits as ever for a limit that is not the tier's", async () => {
    const { told, socket, clock } = await turnedAway(true, {
      status: 429,
      error: { code: 'rate_limit_exceeded', message: 'Too many requests.' },
      headers: { 'retry-after': '2' },
    });
    assert.equal(told.length, 0);
    await clock.advance(2_000);
    assert.deepEqual(socket.frames.map(tierOf), ['ultrafast', 'ultrafast']);
  });
});
