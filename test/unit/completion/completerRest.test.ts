import assert from 'node:assert/strict';
import { at } from '../../support/completion/cursorText';
import { settled } from '../../support/completion/fakeSession';
import { setUp } from '../../support/completion/completing';

describe('Completer, over the life of an answer', () => {
  describe('keeps the rest of an answer', () => {
    const answer = '\n  one();\n}\n\nfunction g() {\n  two();\n}';

    it('for the next Tab', async () => {
      const { session, completer, complete } = setUp();
      const shown = complete('function f() {█');
      session.turn.say(answer);
      session.turn.end();
      assert.equal((await shown)?.text, '\n  one();\n}');
      const accepted = 'function f() {\n  one();\n}█';
      completer.typed(at(accepted));
      assert.equal((await complete(accepted))?.text, '\n\nfunction g() {\n  two();\n}');
      assert.equal(session.turns.length, 1);
    });

    it('while it is still being written', async () => {
      const { session, completer, complete } = setUp();
      const shown = complete('function f() {█');
      session.turn.say('\n  one();\n}\n\nfunction g() {\n  tw');
      assert.equal((await shown)?.text, '\n  one();\n}');
      const accepted = 'function f() {\n  one();\n}█';
      completer.typed(at(accepted));
      const next = complete(accepted);
      session.turn.say('o();\n}\n');
      session.turn.end();
      assert.equal((await next)?.text, '\n\nfunction g() {\n  two();\n}');
      assert.equal(session.turns.length, 1);
    });

    it('while lines are accepted that begin with the bracket behind the cursor', async () => {
      const { completer, session, complete } = setUp({ prefetch: false });
      const whole = ') {\n  one();\n  two();\n}';
      const first = complete('if (7█)');
      session.turn.say(whole);
      session.turn.end();
      assert.deepEqual(await first, { text: whole, replaces: 1 });
      for (const accepted of [') {\n', ') {\n  one();\n']) {
        const screen = `if (7${accepted}█`;
        completer.typed(at(screen));
        assert.deepEqual(await complete(screen), { text: whole.slice(accepted.length), replaces: 0 });
      }
      assert.equal(session.turns.length, 1, 'what is known is not asked');
    });

    it('while words and lines of the first piece are accepted', async () => {
      const { session, completer, complete } = setUp();
      const shown = complete('function f() {█');
      session.turn.say(answer);
      session.turn.end();
      await shown;
      for (const screen of ['function f() {\n  one█', 'function f() {\n  one();█']) {
        completer.typed(at(screen));
        assert.ok(await complete(screen));
      }
      assert.equal((await complete('function f() {\n  one();\n}█'))?.text, '\n\nfunction g() {\n  two();\n}');
      assert.equal(session.turns.length, 1);
    });
  });

  it('forgets a document that was closed: the next untitled one has its name', async () => {
    const { session, completer, complete } = setUp();
    const shown = complete('const a = █');
    session.turn.say('1;');
    session.turn.end();
    assert.equal((await shown)?.text, '1;');
    completer.forget(at('█').uri);
    const again = complete('const a = █');
    assert.equal(session.turns.length, 2);
    session.turn.say('2;');
    session.turn.end();
    assert.equal((await again)?.text, '2;');
  });

  it('ends the requests of a document that was closed, and no others', async () => {
    const { session, completer } = setUp();
    completer.typed(at('const a = █'));
    const { turn } = session;
    completer.forget('file:///other.ts');
    await settled();
    assert.ok(turn.running);
    completer.forget(at('█').uri);
    await settled();
    assert.ok(turn.cancelled);
  });

  it('has no more generated than is of use: one line where code follows on it', async () => {
    const { session, complete } = setUp();
    const shown = complete('f(█, x)');
    session.turn.say('a.b\nmore');
    assert.equal((await shown)?.text, 'a.b');
    assert.equal(session.turn.cancelled, true);
    assert.equal((await complete('f(a█, x)'))?.text, '.b');
    assert.equal(session.turns.length, 1);
  });

  it('has no more generated than is of use: not beyond the block where code stands below', async () => {
    const { session, complete } = setUp();
    const shown = complete('function f() {\n  █\n}\nf();');
    session.turn.say('one();\n  two();\n}\n\nfunction g() {\n');
    assert.equal((await shown)?.text, 'one();\n  two();');
    await settled();
    assert.equal(session.turn.cancelled, true);
  });

  it('asks again at once when the answer it waits for goes another way than the typing', async () => {
    const { session, completer, complete } = setUp();
    completer.typed(at('let a█'));
    completer.typed(at('let a =█'));
    const shown = complete('let a =█');
    session.turn.say(': number');
    await settled();
    assert.equal(session.turns[0]?.cancelled, true);
    assert.equal(session.turns.length, 2);
    session.turn.say(' 1;');
    session.turn.end();
    assert.equal((await shown)?.text, ' 1;');
  });

  it('asks anew where the filters left nothing of an earlier answer', async () => {
    const { session, completer, complete } = setUp();
    const first = complete('█\nlet b;');
    session.turn.say('let b;');
    session.turn.end();
    assert.equal(await first, undefined);
    completer.typed(at('l█\nlet b;'));
    assert.equal(session.turns.length, 2);
  });

  it('goes on over a step of the window', async () => {
    const { session, completer, complete } = setUp({ prefetch: false });
    const first = complete('a\nb\nc█');
    session.turn.say('d;\nefg');
    session.turn.end();
    await first;
    const moved = at('b\ncd█', { firstLine: 1 });
    completer.typed(moved);
    assert.equal((await completer.complete(moved, new AbortController().signal))?.text, ';\nefg');
    assert.equal(session.turns.length, 1);
  });

  it('keeps a request over a step of the window', () => {
    const { session, completer } = setUp();
    completer.typed(at('a\nb\nc█'));
    completer.typed(at('b\nc█', { firstLine: 1 }));
    assert.equal(session.turns.length, 1);
    assert.equal(session.turn.cancelled, false);
  });
});
