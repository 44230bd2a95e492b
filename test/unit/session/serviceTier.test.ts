import assert from 'node:assert/strict';
import { harness, ourHeaders, settle } from '../../support/session/harness';

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
