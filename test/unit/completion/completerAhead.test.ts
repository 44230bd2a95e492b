import assert from 'node:assert/strict';
import type { CompleterOptions } from '../../../src/completion/completer';
import { at } from '../../support/completion/cursorText';
import { settled } from '../../support/completion/fakeSession';
import { setUp } from '../../support/completion/completing';

describe('Completer, beside the cursor', () => {
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

    it('when it was typed to near its end without a pause', async () => {
      const { session, clock, completer } = await withShown();
      await clock.advance(100);
      completer.typed(at('let a █'));
      await clock.advance(0);
      assert.equal(session.turns.length, 2);
      assert.match(JSON.stringify(session.turn.request.input), /let a = 1;<\|cursor\|>/);
      completer.typed(at('let a =█'));
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

  describe('asked for by the user', () => {
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

    it('knows them when it is asked once more, and takes none for one that said nothing', async () => {
      const { session, clock, completer } = setUp({ prefetch: false });
      const place = at('let a█');
      const chooseAgain = async (...answers: string[]): Promise<readonly string[]> => {
        const chosen = completer.choose(place, never);
        for (const answer of answers) {
          await settled();
          session.turn.say(answer);
          session.turn.end();
        }
        await settled();
        await clock.advance(1500);
        return (await chosen).map(({ text }) => text);
      };
      assert.deepEqual(await chooseAgain(' = 1;', ''), [' = 1;']);
      assert.deepEqual(await chooseAgain(' = 2;', ' = 3;'), [' = 1;', ' = 2;', ' = 3;']);
      const { length } = session.turns;
      assert.deepEqual((await chooseAgain()).toSorted(), [' = 1;', ' = 2;', ' = 3;']);
      assert.equal(session.turns.length, length);
    });

    it('waits longer for others where one is on screen', async () => {
      const { session, clock, completer, complete } = setUp({ prefetch: false });
      const shown = complete('let a█');
      session.turn.say(' = 1;');
      session.turn.end();
      await shown;
      const chosen = completer.choose(at('let a█'), never);
      await clock.advance(1000);
      session.turn.say(' = 2;');
      session.turn.end();
      await clock.advance(500);
      assert.deepEqual(
        (await chosen).map(({ text }) => text),
        [' = 1;', ' = 2;'],
      );
    });

    it('gives all of the first when it has grown while the others were asked for', async () => {
      const { session, clock, completer } = setUp();
      const grown: unknown[] = [];
      completer.onDidGrow(snapshot => grown.push(snapshot));
      const chosen = completer.choose(at('f(█'), never);
      session.turn.say('one,\n  two,\n');
      await settled();
      await clock.advance(60);
      assert.equal(session.turns.length, 2);
      session.turns[0]?.say('  three);');
      session.turns[0]?.end();
      session.turn.say('four);');
      session.turn.end();
      await settled();
      await clock.advance(1500);
      const texts = (await chosen).map(({ text }) => text);
      assert.deepEqual(texts, ['one,\n  two,\n  three);', 'four);']);
      assert.deepEqual(grown, [], 'another of them may be on screen');
    });
  });

  it('asks nothing where too little stands on the line, unless the user asks', async () => {
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

    it('has the provider wait as well where nothing was typed', async () => {
      const { session, clock, complete } = setUp({ delay: 80 });
      void complete('a█');
      await clock.advance(79);
      assert.equal(session.turns.length, 0);
      await clock.advance(1);
      assert.equal(session.turns.length, 1);
    });

    it('does not hold back the user', () => {
      const { session, completer } = setUp({ delay: 80 });
      completer.typed(at('a█'));
      void completer.choose(at('a█'), new AbortController().signal);
      assert.equal(session.turns.length, 1);
    });
  });
});
