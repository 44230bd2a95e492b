import assert from 'node:assert/strict';
import type { Candidate } from '../../../src/completion/accepted';
import { Completer, type CompleterOptions } from '../../../src/completion/completer';
import { StaticContext } from '../../../src/completion/staticContext';
import type { DocumentForm } from '../../../src/protocol/promptForms';
import { at } from '../../support/completion/cursorText';
import { FakeSession, settled } from '../../support/completion/fakeSession';
import { ManualClock } from '../../support/manualClock';

const other: DocumentForm = {
  kind: 'document',
  path: 'b.ts',
  language: 'typescript',
  text: 'const other = 1;',
};

function setUp(options: Partial<CompleterOptions> = {}) {
  const session = new FakeSession();
  const context = new StaticContext(session);
  const clock = new ManualClock();
  const completer = new Completer(session, context, clock, {
    maxOutputTokens: 100,
    settleMs: 60,
    ...options,
  });
  const busy: boolean[] = [];
  completer.onDidChangeBusy(now => busy.push(now));
  const never = new AbortController().signal;
  const complete = (screen: string, signal = never): Promise<Candidate | undefined> =>
    completer.complete(at(screen), signal);
  return { session, context, clock, completer, busy, complete };
}

describe('Completer', () => {
  it('shows an answer when it has ended', async () => {
    const { session, complete } = setUp();
    const shown = complete('let a█');
    session.turn.say(' = ');
    session.turn.say('1;');
    session.turn.end();
    assert.deepEqual(await shown, { text: ' = 1;', replaces: 0 });
  });

  it('asks on the lane for inline suggestions with what stands around the cursor', () => {
    const { session, completer } = setUp();
    completer.typed(at('let a█;'));
    const { request } = session.turn;
    assert.equal(request.lane, 'inline');
    assert.equal(request.maxOutputTokens, 100);
    assert.match(JSON.stringify(request.input), /let a<\|cursor\|>;/);
  });

  it('joins the request that left when the text changed', async () => {
    const { session, completer, complete } = setUp();
    completer.typed(at('let a█'));
    const shown = complete('let a█');
    session.turn.say(' = 1;');
    session.turn.end();
    assert.equal((await shown)?.text, ' = 1;');
    assert.equal(session.turns.length, 1);
  });

  it('goes on with the same request while the typing agrees with it', async () => {
    const { session, completer, complete } = setUp();
    completer.typed(at('let a█'));
    session.turn.say(' = fo');
    await settled();
    completer.typed(at('let a = █'));
    const shown = complete('let a = █');
    session.turn.say('o();');
    session.turn.end();
    assert.equal((await shown)?.text, 'foo();');
    assert.equal(session.turns.length, 1);
    assert.equal(session.turn.cancelled, false);
  });

  it('cancels the request when the typing goes another way, and asks anew', async () => {
    const { session, completer, complete } = setUp();
    completer.typed(at('let a█'));
    const shown = complete('let a█');
    session.turn.say(' = fo');
    await settled();
    completer.typed(at('let ab█'));
    assert.equal(session.turns[0]?.cancelled, true);
    assert.equal(session.turns.length, 2);
    assert.equal(await shown, undefined);
  });

  it('lets at most two requests race', () => {
    const { session, completer } = setUp();
    for (const screen of ['a█', 'ab█', 'abc█', 'x█'])
      completer.typed(at(screen, { uri: `file:///${screen}` }));
    assert.deepEqual(
      session.turns.map(turn => turn.cancelled),
      [true, true, true, false],
    );
  });

  it('needs no request for what it knows', async () => {
    const { session, completer, complete } = setUp();
    const first = complete('let a█');
    session.turn.say(' = 1;');
    session.turn.end();
    await first;
    completer.typed(at('let a =█'));
    assert.equal((await complete('let a =█'))?.text, ' 1;');
    assert.equal(session.turns.length, 1);
  });

  it('paints whole lines of a slow answer after a short wait', async () => {
    const { session, clock, complete } = setUp();
    const shown = complete('function f() {█');
    session.turn.say('\n  one();\n  two();\n  thr');
    await settled();
    clock.tick(59);
    await settled();
    session.turn.say('ee();');
    await settled();
    clock.tick(1);
    assert.equal((await shown)?.text, '\n  one();\n  two();');
  });

  it('says when an answer of which only a part was shown has ended with more', async () => {
    const { session, clock, completer, complete } = setUp();
    const grown: string[] = [];
    completer.onDidGrow(snapshot => grown.push(snapshot.prefix));
    const shown = complete('function f() {█');
    session.turn.say('\n  one();\n  two();\n  thr');
    await settled();
    await clock.advance(60);
    await shown;
    session.turn.say('ee();\n}');
    session.turn.end();
    await settled();
    assert.deepEqual(grown, ['function f() {']);
    assert.equal((await complete('function f() {█'))?.text, '\n  one();\n  two();\n  three();\n}');
    assert.equal(session.turns.length, 1);
  });

  it('says nothing of growth when the whole answer was shown', async () => {
    const { session, clock, completer, complete } = setUp();
    const grown: unknown[] = [];
    completer.onDidGrow(snapshot => grown.push(snapshot));
    const shown = complete('function f() {█');
    session.turn.say('\n  one();\n}\n');
    await settled();
    await clock.advance(60);
    await shown;
    session.turn.end();
    await settled();
    assert.deepEqual(grown, []);
  });

  it('shows nothing and asks again after a failure', async () => {
    const { session, complete } = setUp();
    const shown = complete('let a█');
    session.turn.say(' = 1;');
    session.turn.end('failed');
    assert.equal(await shown, undefined);
    await settled();
    void complete('let a█');
    assert.equal(session.turns.length, 2);
  });

  it('stops waiting, but not the request, when the editor withdraws its call', async () => {
    const { session, complete } = setUp();
    const call = new AbortController();
    const shown = complete('let a█', call.signal);
    call.abort();
    assert.equal(await shown, undefined);
    assert.equal(session.turn.cancelled, false);
  });

  it('never replaces what is on screen by something that does not extend it', async () => {
    const { session, complete } = setUp();
    const screens = ['if (a) {█', 'if (a) {\n█', 'if (a) {\n  o█', 'if (a) {\n  one();\n█'];
    const first = complete('if (a) {█');
    session.turn.say('\n  one();\n  two();\n}\n\nthree();');
    session.turn.end();
    let before = (await first)?.text ?? '';
    let prefix = screens[0]?.replace('█', '') ?? '';
    for (const screen of screens.slice(1)) {
      const typed = screen.replace('█', '').slice(prefix.length);
      const now = (await complete(screen))?.text ?? '';
      assert.ok(now.startsWith(before.slice(typed.length)), JSON.stringify({ screen, before, now }));
      before = now;
      prefix = screen.replace('█', '');
    }
    assert.equal(session.turns.length, 1);
  });

  it('goes on showing the rest of a half answer without waiting for the other half', async () => {
    const { session, clock, complete } = setUp();
    const first = complete('function f() {█');
    session.turn.say('\n  one();\n  two();\n  thr');
    await settled();
    await clock.advance(60);
    assert.equal((await first)?.text, '\n  one();\n  two();');
    assert.equal((await complete('function f() {\n  o█'))?.text, 'ne();\n  two();');
    assert.equal(session.turns.length, 1);
  });

  it('agrees with what is typed in a document with CRLF', async () => {
    const { session, complete } = setUp();
    const first = complete('a;\r\nf() {█');
    session.turn.say('\n  one();\n}');
    session.turn.end();
    assert.equal((await first)?.text, '\r\n  one();\r\n}');
    assert.equal((await complete('a;\r\nf() {\r\n  o█'))?.text, 'ne();\r\n}');
    assert.equal(session.turns.length, 1);
  });

  it('says when it is busy', async () => {
    const { session, busy, complete } = setUp();
    const shown = complete('let a█');
    session.turn.end();
    await shown;
    await settled();
    assert.deepEqual(busy, [true, false]);
  });

  it('cancels everything when it is disposed', () => {
    const { session, completer } = setUp();
    completer.typed(at('let a█'));
    completer.dispose();
    assert.equal(session.turn.cancelled, true);
  });

  it('sends only the window around the cursor once the server holds the rest', async () => {
    const { session, context, completer } = setUp();
    session.warmId = 'resp_warm';
    await context.update({ notes: [], others: [other], current: undefined });
    completer.typed(at('let a█'));
    const { request } = session.turn;
    assert.equal(request.previous, 'resp_warm');
    assert.doesNotMatch(JSON.stringify(request.input), /other/);
    assert.match(JSON.stringify(request.fullInput?.()), /other.*let a/s);
  });

  it('sends everything where the server holds nothing', async () => {
    const { session, context, completer } = setUp();
    await context.update({ notes: [], others: [other], current: undefined });
    completer.typed(at('let a█'));
    assert.equal(session.turn.request.previous, undefined);
    assert.match(JSON.stringify(session.turn.request.input), /other.*let a/s);
  });

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
    const { session, completer, complete } = setUp();
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

  describe('asks for what follows', () => {
    async function withShown(options: Partial<CompleterOptions> = {}) {
      const all = setUp(options);
      const shown = all.complete('let a█');
      all.session.turn.say(' = 1;');
      all.session.turn.end();
      await shown;
      return all;
    }

    it('while a suggestion is read, so that the next is there after Tab', async () => {
      const { session, clock, completer, complete } = await withShown();
      await clock.advance(249);
      assert.equal(session.turns.length, 1);
      await clock.advance(1);
      assert.equal(session.turns.length, 2);
      assert.match(JSON.stringify(session.turn.request.input), /let a = 1;<\|cursor\|>/);
      session.turn.say('\nlet b;');
      session.turn.end();
      await settled();
      completer.typed(at('let a = 1;█'));
      assert.equal((await complete('let a = 1;█'))?.text, '\nlet b;');
      assert.equal(session.turns.length, 2);
    });

    it('once, however much of the suggestion is typed', async () => {
      const { session, clock, completer, complete } = await withShown();
      await clock.advance(250);
      completer.typed(at('let a =█'));
      await complete('let a =█');
      await clock.advance(1000);
      assert.equal(session.turns.length, 2);
      assert.equal(session.turn.cancelled, false);
    });

    it('not when the typing goes another way', async () => {
      const { session, clock, completer } = await withShown();
      await clock.advance(250);
      completer.typed(at('let ab█'));
      assert.equal(session.turn.request.lane, 'inline');
      assert.deepEqual(
        session.turns.map(turn => turn.cancelled),
        [false, true, false],
      );
    });

    it('not while another request runs where only one may', async () => {
      const { session, clock, completer } = await withShown();
      session.profile = { ...session.profile, concurrentLanes: false };
      completer.typed(at('x█', { uri: 'file:///b.ts' }));
      await clock.advance(1000);
      assert.equal(session.turns.length, 2);
      session.turn.end();
      await clock.advance(250);
      assert.equal(session.turns.length, 2);
    });

    it('not where that is switched off', async () => {
      const { session, clock } = await withShown({ prefetch: false });
      await clock.advance(1000);
      assert.equal(session.turns.length, 1);
    });

    it('not where the cursor left', async () => {
      const { session, clock, completer } = await withShown();
      completer.moved(at('█let'));
      await clock.advance(1000);
      assert.equal(session.turns.length, 1);
    });
  });

  describe('with an entry of the suggest widget selected', () => {
    const never = new AbortController().signal;
    const cursor = at('list.fo█');
    const place = at('list.forEach█');

    it('shows what the answer for the cursor has behind it', async () => {
      const { session, completer } = setUp();
      completer.typed(cursor);
      const shown = completer.complete(place, never, { cursor });
      session.turn.say('rEach(f);');
      session.turn.end();
      assert.equal((await shown)?.text, '(f);');
      assert.equal(session.turns.length, 1);
    });

    it('asks behind the entry when that answer goes another way, and keeps it', async () => {
      const { session, completer, complete } = setUp();
      completer.typed(cursor);
      const shown = completer.complete(place, never, { cursor });
      session.turn.say('o();');
      session.turn.end();
      await settled();
      assert.match(JSON.stringify(session.turn.request.input), /list\.forEach<\|cursor\|>/);
      session.turn.say('(g);');
      session.turn.end();
      assert.equal((await shown)?.text, '(g);');
      assert.equal((await complete('list.fo█'))?.text, 'rEach(g);');
      assert.equal(session.turns.length, 2);
    });

    it('goes on asking while the entry is typed', async () => {
      const { session, completer } = setUp();
      completer.typed(cursor);
      session.turn.say('o();');
      session.turn.end();
      await settled();
      void completer.complete(place, never, { cursor });
      assert.equal(session.turns.length, 2);
      completer.typed(at('list.for█'));
      assert.equal(session.turn.cancelled, false);
    });
  });

  describe('asked for by the person', () => {
    const never = new AbortController().signal;
    const choose = async (answers: readonly string[], before?: 'shown'): Promise<readonly string[]> => {
      const { session, clock, completer, complete } = setUp();
      let next = 0;
      const serve = async (): Promise<void> => {
        await settled();
        for (; next < session.turns.length; next++) {
          const text = answers[next];
          if (text === undefined) continue;
          session.turns[next]?.say(text);
          session.turns[next]?.end();
          await settled();
        }
      };
      if (before) {
        const shown = complete('let a█');
        await serve();
        await shown;
      }
      const chosen = completer.choose(at('let a█'), never);
      await serve();
      await clock.advance(250);
      await serve();
      return (await chosen).map(({ text }) => text);
    };

    it('gives others to choose from', async () =>
      assert.deepEqual(await choose([' = 1;', ' = 2;', ' = 3;', ' = 4;']), [' = 1;', ' = 2;', ' = 3;']));
    it('keeps the one that is shown first', async () =>
      assert.deepEqual(await choose([' = 1;', ' = 22;', ' = 3;'], 'shown'), [' = 1;', ' = 22;', ' = 3;']));
    it('shows none twice', async () => assert.deepEqual(await choose([' = 1;', ' = 1;']), [' = 1;']));
    it('does not wait long for another', async () => assert.deepEqual(await choose([' = 1;']), [' = 1;']));

    it('says what there is already', async () => {
      const { session, completer } = setUp();
      void completer.choose(at('let a█'), never);
      session.turn.say(' = 1;');
      session.turn.end();
      await settled();
      const { input } = session.turn.request;
      assert.match(JSON.stringify(input), /<known> = 1;<\/known>.*let a<\|cursor\|>/);
    });

    it('is not mistaken for VS Code asking again because an answer has grown', async () => {
      const { session, completer, complete } = setUp();
      const shown = complete('let a█');
      session.turn.say(' = 1;');
      session.turn.end();
      await shown;
      await completer.whileGrowing(at('let a█'), async () => {
        assert.equal((await completer.choose(at('let a█'), never)).length, 1);
      });
      assert.equal(session.turns.length, 1);
    });
  });

  it('asks nothing where too little stands on the line, unless the person asks', async () => {
    const { session, completer, complete } = setUp({ minLength: 3 });
    completer.typed(at('  ab█'));
    assert.equal(await complete('  ab█'), undefined);
    assert.equal(session.turns.length, 0);
    void completer.choose(at('  ab█'), new AbortController().signal);
    assert.equal(session.turns.length, 1);
  });

  describe('with a delay', () => {
    it('asks once the typing has paused for so long', async () => {
      const { session, clock, completer } = setUp({ delay: 80 });
      completer.typed(at('a█'));
      await clock.advance(79);
      completer.typed(at('ab█'));
      await clock.advance(79);
      assert.equal(session.turns.length, 0);
      await clock.advance(1);
      assert.equal(session.turns.length, 1);
      assert.match(JSON.stringify(session.turn.request.input), /ab<\|cursor\|>/);
    });

    it('answers the provider from the request that waits', async () => {
      const { session, clock, completer, complete } = setUp({ delay: 80 });
      completer.typed(at('a█'));
      const shown = complete('a█');
      await clock.advance(80);
      session.turn.say('bc');
      session.turn.end();
      assert.equal((await shown)?.text, 'bc');
      assert.equal(session.turns.length, 1);
    });

    it('does not hold back the person', () => {
      const { session, completer } = setUp({ delay: 80 });
      completer.typed(at('a█'));
      void completer.choose(at('a█'), new AbortController().signal);
      assert.equal(session.turns.length, 1);
    });
  });
});
