import assert from 'node:assert/strict';
import { dwellMs } from '../../../src/completion/requests/prefetcher';
import { at } from '../../support/completion/cursorText';
import { settled } from '../../support/completion/fakeSession';
import { setUp } from '../../support/completion/completing';

const byHand = { byHand: true } as const;
const never = new AbortController().signal;

describe('Completer, asked by hand', () => {
  it('asks for nothing while one types', async () => {
    const { session, completer } = setUp();
    for (const screen of ['l█', 'le█', 'let█', 'let █']) {
      completer.typed(at(screen), byHand);
      assert.equal(await completer.complete(at(screen), never, byHand), undefined);
    }
    assert.equal(session.turns.length, 0);
  });

  it('asks when it is told to, shows the answer, and asks for nothing that follows', async () => {
    const { session, completer, clock } = setUp();
    const shown = completer.complete(at('let a█'), never, { ...byHand, explicit: true });
    session.turn.say(' = 1;');
    session.turn.end();
    assert.equal((await shown)?.text, ' = 1;');
    await clock.advance(4 * dwellMs);
    assert.equal(session.turns.length, 1);
  });

  it('goes on with what is on screen while one types it, and asks for nothing when that has run out', async () => {
    const { session, completer, clock } = setUp();
    const shown = completer.complete(at('let a█'), never, { ...byHand, explicit: true });
    session.turn.say(' = 1;');
    session.turn.end();
    await shown;
    const texts: (string | undefined)[] = [];
    for (const screen of ['let a █', 'let a =█', 'let a = █', 'let a = 1█', 'let a = 1;█', 'let a = 1;\n█']) {
      completer.typed(at(screen), byHand);
      texts.push((await completer.complete(at(screen), never, byHand))?.text);
    }
    assert.deepEqual(texts, ['= 1;', ' 1;', '1;', ';', undefined, undefined]);
    await clock.advance(4 * dwellMs);
    assert.equal(session.turns.length, 1);
  });

  it('goes on with what is on its way, and gives it up when the typing goes another way', async () => {
    const { session, completer } = setUp();
    void completer.complete(at('let a█'), never, { ...byHand, explicit: true });
    await settled();
    completer.typed(at('let a █'), byHand);
    const joined = completer.complete(at('let a █'), never, byHand);
    session.turn.say(' = foo();');
    session.turn.end();
    assert.equal((await joined)?.text, '= foo();');
    void completer.complete(at('return b█'), never, { ...byHand, explicit: true });
    await settled();
    completer.typed(at('return bx█'), byHand);
    session.turn.say('.c;');
    completer.typed(at('return bxy█'), byHand);
    await settled();
    assert.equal(session.turn.cancelled, true);
    assert.equal(session.turns.length, 2);
  });

  it('shows nothing known elsewhere unasked', async () => {
    const { session, completer } = setUp();
    const shown = completer.complete(at('let a█'), never, { ...byHand, explicit: true });
    session.turn.say(' = 1;');
    session.turn.end();
    await shown;
    const elsewhere = completer.complete(at('other█'), never, { ...byHand, explicit: true });
    session.turn.say('();');
    session.turn.end();
    await elsewhere;
    assert.equal(await completer.complete(at('let a█'), never, byHand), undefined);
    assert.equal(
      (await completer.complete(at('let a█'), never, { ...byHand, explicit: true }))?.text,
      ' = 1;',
    );
    assert.equal(session.turns.length, 2);
  });
});

describe('Completer, where one line is wanted', () => {
  it('shows the line of the cursor, and has no more generated', async () => {
    const { session, completer } = setUp();
    const place = at('function f() {█', { oneLine: true });
    const shown = completer.complete(place, never);
    session.turn.say(' return 1; // one\n  more();\n');
    await settled();
    assert.equal((await shown)?.text, ' return 1; // one');
    assert.equal(session.turn.cancelled, true);
  });

  it('shows nothing where the answer begins on the next line', async () => {
    const { session, completer } = setUp();
    const shown = completer.complete(at('function f() {█', { oneLine: true }), never);
    session.turn.say('\n  return 1;\n}');
    session.turn.end();
    assert.equal(await shown, undefined);
  });
});
