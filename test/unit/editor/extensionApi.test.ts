import assert from 'node:assert/strict';
import type { SparkSession } from '../../../codex-spark-live';
import { sparkSession } from '../../../src/editor/extensionApi';
import { connectionError } from '../../../src/protocol/errors';
import { FakeSession, settled } from '../../support/completion/fakeSession';

/** A handle on a session; of files only `open.js` may be sent. */
const sparkOf = (session: FakeSession | undefined): SparkSession =>
  sparkSession(
    () => session,
    uri => Promise.resolve(uri === 'file:///open.js'),
  );

function setUp() {
  const session = new FakeSession();
  const deltas: string[] = [];
  const cancel = new AbortController();
  const result = sparkOf(session).optimizeCode('old()', {
    languageId: 'javascript',
    onDelta: text => deltas.push(text),
    signal: cancel.signal,
  });
  result.catch(() => undefined);
  return { session, deltas, cancel, result };
}

describe('sparkSession', () => {
  it('streams the code of the answer, and nothing else of it', async () => {
    const { session, deltas, result } = setUp();
    for (const piece of ['```js\nne', 'w()', ';\n``', '`\n\n- `rule`: why']) {
      session.turn.say(piece);
      await settled();
    }
    session.turn.end();
    assert.equal(await result, 'new();');
    assert.deepEqual(deltas, ['ne', 'w()', ';']);
  });

  it('hands on nothing of the thoughts of a model', async () => {
    const thoughts = 'I keep it.\n```js\nold();\n```\nNo.\n</think>\n';
    for (const [opening, told] of [
      ['', ['new();\n', 'more();']],
      ['<think>', ['new();\n', 'more();']],
    ] as const) {
      const { session, deltas, result } = setUp();
      for (const piece of [...opening, ...thoughts, '```js\nnew();\n', 'more();\n```\n'])
        session.turn.say(piece);
      session.turn.end();
      assert.equal(await result, 'new();\nmore();');
      assert.equal(deltas.join(''), told.join(''));
    }
  });

  it('fails where code that was handed on turns out to have been a thought', async () => {
    const { session, deltas, result } = setUp();
    session.turn.say('```js\nold();\nolder();\n```\nNo.\n</think>\n');
    await settled();
    assert.deepEqual(deltas, ['old();\nolder();']);
    session.turn.say('```js\nnew();\n```\n');
    await assert.rejects(result, /Ask once more/);
    assert.equal(session.turn.cancelled, true);
  });

  it('hands on code behind words once it is certain that they are no thoughts', async () => {
    const { session, deltas, result } = setUp();
    session.turn.say('Here it is:\n```js\nnew();\n```\n');
    await settled();
    assert.deepEqual(deltas, []);
    session.turn.end();
    assert.equal(await result, 'new();');
    assert.deepEqual(deltas, ['new();']);
  });

  it('asks on the lane for edits, with the code as a selection', () => {
    const { session } = setUp();
    assert.equal(session.turn.request.lane, 'edit');
    assert.match(JSON.stringify(session.turn.request.input), /<selection language=.*old\(\)/);
  });

  it('passes on what was said instead of code', async () => {
    const { session, result } = setUp();
    session.turn.say('This language needs a model.');
    session.turn.end();
    await assert.rejects(result, { message: 'This language needs a model.' });
  });

  it('does not take half an answer for a whole one', async () => {
    const { session, result } = setUp();
    session.turn.say('```js\nhalf(');
    session.turn.end('incomplete');
    await assert.rejects(result, /cut short/);
  });

  it('says why it failed', async () => {
    const { session, result } = setUp();
    session.turn.end('failed', connectionError('The port is closed.'));
    await assert.rejects(result, { message: 'The port is closed.' });
  });

  it('stops when it is told to', async () => {
    const { cancel, result } = setUp();
    cancel.abort();
    await assert.rejects(result, { name: 'AbortError' });
  });

  it('stops when the listener throws', async () => {
    const session = new FakeSession();
    const result = sparkOf(session).optimizeCode('old()', {
      languageId: 'javascript',
      onDelta() {
        throw new Error('no more, please');
      },
    });
    session.turn.say('```js\nnew');
    await assert.rejects(result, { message: 'no more, please' });
    assert.ok(session.turn.cancelled);
  });

  it('sends nothing of a file of which nothing may be sent', async () => {
    const session = new FakeSession();
    const of = (uri: string): Promise<string> =>
      sparkOf(session).optimizeCode('x', { languageId: 'javascript', uri });
    await assert.rejects(of('file:///.env'), /nothing of it is sent/);
    assert.equal(session.turns.length, 0);
    of('file:///open.js').catch(() => undefined);
    await settled();
    assert.equal(session.turns.length, 1);
  });

  it('says so when there is no session', async () => {
    const none = sparkOf(undefined).optimizeCode('x', { languageId: 'javascript' });
    await assert.rejects(none, /settings/);
  });
});
