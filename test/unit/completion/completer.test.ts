import assert from 'node:assert/strict';
import { at } from '../../support/completion/cursorText';
import { settled } from '../../support/completion/fakeSession';
import { setUp } from '../../support/completion/completing';
import type { DocumentForm } from '../../../src/protocol/promptForms';

const other: DocumentForm = {
  kind: 'document',
  path: 'b.ts',
  language: 'typescript',
  text: 'const other = 1;',
};

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
    const { session, completer, complete } = setUp({ prefetch: false });
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

  it('says that there is more also where the cursor is by then', async () => {
    const { session, clock, completer, complete } = setUp();
    const grown: string[] = [];
    const shown = complete('function f() {█');
    session.turn.say('\n  one();\n  tw');
    await settled();
    await clock.advance(60);
    assert.equal((await shown)?.text, '\n  one();');
    const typed = 'function f() {\n  o█';
    completer.typed(at(typed));
    assert.equal((await complete(typed))?.text, 'ne();');
    completer.onDidGrow(snapshot => grown.push(snapshot.prefix));
    session.turn.say('o();\n');
    await settled();
    assert.equal(grown.length, 0);
    session.turn.say('}\n\ng();\n');
    await settled();
    assert.ok(grown.includes('function f() {\n  o'), grown.join());
    assert.equal((await complete(typed))?.text, 'ne();\n  two();\n}');
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
});
