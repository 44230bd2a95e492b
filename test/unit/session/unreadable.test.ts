import assert from 'node:assert/strict';
import { harness, hasEnded, ourHeaders, outcome, settle } from '../../support/session/harness';

/** A session with an answer of a lane under way beside that of the chat; both have begun, and said something. */
async function twoAnswers() {
  const all = harness();
  const [inline, chat] = (['inline', 'chat'] as const).map(lane => all.session.start({ lane, input: lane }));
  assert.ok(inline && chat);
  await settle();
  const socket = all.endpoint.socket.accept(ourHeaders());
  for (const [lane, id] of [
    ['inline', 'r1'],
    ['chat', 'c1'],
  ] as const) {
    socket.created(lane, id);
    socket.delta(lane, 'half');
  }
  all.endpoint.take();
  const say = (event: object): void => socket.raw(JSON.stringify(event));
  return { ...all, inline, chat, socket, say };
}

const badText = { type: 'response.output_text.delta', delta: 7 };

describe('session: an event that cannot be read', () => {
  for (const [whose, names] of [
    ['the lane it names', { stream_id: 'inline' }],
    ['the response it names', { response: { id: 'r1' } }],
  ] as const) {
    it(`ends the answer of ${whose}; the others go on`, async () => {
      const { inline, chat, socket, say, session, endpoint } = await twoAnswers();
      say({ ...badText, ...names });
      assert.equal(await outcome(inline), 'failed protocol "half"');
      const { error } = await inline.done;
      assert.equal(error?.code, 'bad_answer', 'as over HTTP');
      assert.match(error.message, /field "delta" should be string/);
      assert.ok(endpoint.take().includes('1 → codex_spark.cancel inline r1'));
      socket.delta('chat', ' whole');
      socket.completed('chat', 'c1');
      assert.equal(await outcome(chat), 'completed "half whole"');
      assert.deepEqual([session.state.kind, session.metrics().malformedFrames], ['ready', 1]);
    });
  }

  it('is the end of its answer where it says that it is one: the lane is free', async () => {
    const { inline, say, session, endpoint, chat } = await twoAnswers();
    say({ type: 'response.completed', stream_id: 'inline' });
    assert.equal(await outcome(inline), 'failed protocol "half"');
    endpoint.take();
    session.start({ lane: 'inline', input: 'next' });
    assert.deepEqual(endpoint.take(), ['1 → response.create inline "next"']);
    assert.equal(await hasEnded(chat), false);
  });

  it('that says that an answer begins leaves the lane to it until it ends', async () => {
    const { session, endpoint } = harness();
    const [one, chat] = (['inline', 'chat'] as const).map(lane => session.start({ lane, input: lane }));
    assert.ok(one && chat);
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.raw('{"type":"response.created","stream_id":"inline"}');
    assert.equal(await outcome(one), 'failed protocol ""');
    endpoint.take();
    const beside = session.start({ lane: 'inline', input: 'beside' });
    socket.completed('inline', 'r1');
    beside.cancel();
    session.start({ lane: 'inline', input: 'later' });
    assert.deepEqual(
      endpoint.take().filter(line => line.includes('create')),
      ['1 → response.create inline.2 "beside"', '1 → response.create inline "later"'],
    );
    assert.equal(await hasEnded(chat), false);
  });

  it('is passed over where it is about an answer that is over', async () => {
    const { inline, chat, say, session } = await twoAnswers();
    say({ ...badText, stream_id: 'edit' });
    say({ ...badText, stream_id: 'inline', response: { id: 'before' } });
    assert.deepEqual([await hasEnded(inline), await hasEnded(chat)], [false, false]);
    assert.deepEqual([session.state.kind, session.metrics().malformedFrames], ['ready', 2]);
  });

  it('ends the connection where nothing says whose it is', async () => {
    const { inline, chat, say, endpoint } = await twoAnswers();
    say(badText);
    assert.deepEqual(
      [await outcome(inline), await outcome(chat)],
      ['failed protocol "half"', 'failed protocol "half"'],
    );
    assert.equal(endpoint.take().at(-1), '1 → close 1002');
  });
});
