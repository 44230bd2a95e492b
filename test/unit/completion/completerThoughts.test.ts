import assert from 'node:assert/strict';
import { at } from '../../support/completion/cursorText';
import { gatewayProfile, settled } from '../../support/completion/fakeSession';
import { setUp } from '../../support/completion/completing';

/** In front of a model that nobody knows: it may think. */
function unknown(): ReturnType<typeof setUp> & {
  say: (text: string) => Promise<void>;
  end: (status?: 'completed' | 'incomplete') => Promise<void>;
} {
  const all = setUp({ prefetch: false });
  all.session.profile = { ...gatewayProfile, answersBare: false };
  return {
    ...all,
    say: async text => {
      all.session.turn.say(text);
      await settled();
      await all.clock.advance(60);
    },
    end: async status => {
      all.session.turn.end(status);
      await settled();
    },
  };
}

const screen = 'function f() {\n  █\n}\n';

describe('Completer, where a model thinks without an opening tag', () => {
  it('shows nothing of the very first thoughts, even where they read like code', async () => {
    const { complete, say, end } = unknown();
    const shown = complete(screen);
    await say('const a = 1;\nconst b = a;\n\nreturn b;\n');
    await say('</think>\n\n<fill>return 1;</fill>');
    await end();
    assert.equal((await shown)?.text, 'return 1;');
    assert.equal((await complete(screen))?.text, 'return 1;');
  });

  it('shows nothing of thoughts that the limit cut, and says so', async () => {
    const { completer, complete, say, end } = unknown();
    for (const opening of ['', '<think>']) {
      const shown = complete(screen);
      await say(`${opening}const a = 1;\n`);
      await end('incomplete');
      assert.equal(await shown, undefined);
      const story = completer.outcomeAt(at(screen));
      assert.match(story.kind === 'failed' ? story.message : story.kind, /cut off before it was done/);
      completer.forget(at(screen).uri);
    }
  });

  it('shows an answer in the form it was asked for, or fenced, as it comes', async () => {
    for (const answer of ['<fill>one();\n', '```ts\none();\ntwo']) {
      const { complete, say, session } = unknown();
      const shown = complete(screen);
      await say(answer);
      assert.equal((await shown)?.text, 'one();');
      assert.equal(session.turn.running, true);
    }
  });

  it('shows bare answers as they come once one of them was no thought', async () => {
    const { complete, say, end, session } = unknown();
    const first = complete('let a = █');
    await say('one();\ntwo();\n');
    assert.equal(session.turn.running, true);
    await end();
    assert.equal((await first)?.text, 'one();\ntwo();');
    const second = complete(screen);
    await say('one();\n  two();\n');
    assert.equal((await second)?.text, 'one();\n  two();');
  });

  it('shows bare answers at once where the endpoint is one that fills in the middle', async () => {
    const { complete, say, session } = unknown();
    session.profile = gatewayProfile;
    const shown = complete(screen);
    await say('one();\n  two();\n');
    assert.equal((await shown)?.text, 'one();\n  two();');
  });

  it('withdraws what is on screen when it turns out to have been thoughts, then shows the answer', async () => {
    const { completer, complete, say, end } = unknown();
    const told: string[] = [];
    completer.onDidWithdraw(({ prefix }) => told.push(`withdrawn ${prefix.length}`));
    completer.onDidReturn(({ prefix }) => told.push(`returned ${prefix.length}`));
    const first = complete('let a = █');
    await say('one();');
    await end();
    await first;
    const { length } = at(screen).prefix;
    const shown = complete(screen);
    await say('one();\n  two();\n');
    assert.equal((await shown)?.text, 'one();\n  two();');
    await say('</think>\n');
    assert.deepEqual(told, [`withdrawn ${length}`]);
    // The editor asks at once, and is not kept waiting.
    assert.equal(await complete(screen), undefined);
    await say('<fill>three();</fill>');
    await end();
    assert.deepEqual(told, [`withdrawn ${length}`, `returned ${length}`]);
    assert.equal((await complete(screen))?.text, 'three();');
  });

  it('withdraws it where it was typed on since', async () => {
    const { session, completer, complete, say, end } = unknown();
    const told: string[] = [];
    completer.onDidWithdraw(({ prefix }) => told.push(prefix.slice(-3)));
    const first = complete('let a = █');
    await say('one();');
    await end();
    await first;
    const shown = complete(screen);
    await say('one();\n  two();\n');
    await shown;
    const further = screen.replace('█', 'one█');
    completer.typed(at(further));
    assert.equal((await complete(further))?.text, '();\n  two();');
    await say('</think>');
    assert.deepEqual(told, ['one']);
    const { turn } = session;
    await say('<fill>two();</fill>');
    // The answer goes another way than the typing.
    assert.equal(turn.running, false);
  });

  it('waits for the answer as ever where nothing of the thoughts was shown', async () => {
    const { complete, say, end } = unknown();
    const first = complete(screen);
    await say('one();\n</think>\n');
    const second = complete(screen);
    await say('<fill>return 1;</fill>');
    await end();
    assert.deepEqual([(await first)?.text, (await second)?.text], ['return 1;', 'return 1;']);
  });

  it('completes a tag where the document speaks of such tags', async () => {
    const { complete, say, end } = unknown();
    const shown = complete("const open = '<think>';\nconst close = █\n");
    await say("<fill>'</think>';</fill>");
    await end();
    assert.equal((await shown)?.text, "'</think>';");
  });
});
