import assert from 'node:assert/strict';
import { debounced, held, serial, type Ask } from '../../../bench/typing/plainStrategies';
import type { Strategy } from '../../../bench/typing/strategy';
import { at } from '../../support/completion/cursorText';
import { FakeTurn } from '../../support/completion/fakeSession';
import { ManualClock } from '../../support/manualClock';

/** A strategy over turns whose answers the test dictates. */
function setUp(make: (ask: Ask, clock: ManualClock) => Strategy) {
  const clock = new ManualClock();
  const turns: FakeTurn[] = [];
  const strategy = make(() => {
    const turn = new FakeTurn({ lane: 'inline', input: '' });
    turns.push(turn);
    return turn;
  }, clock);
  /** A question of the editor at a screen, what it can withdraw it with, and what came of it. */
  const question = (screen: string) => {
    const controller = new AbortController();
    const answers: (string | undefined)[] = [];
    void strategy.provide(at(screen), controller.signal).then(text => answers.push(text));
    return { answers, abort: () => controller.abort() };
  };
  return { clock, turns, question };
}

const say = (turn: FakeTurn | undefined, text: string): void => {
  turn?.say(text);
  turn?.end();
};

describe('debounced', () => {
  it('asks after a pause of 350 ms', async () => {
    const { clock, turns, question } = setUp(debounced);
    const { answers } = question('a█');
    await clock.advance(349);
    assert.equal(turns.length, 0);
    await clock.advance(1);
    say(turns[0], ' = 1;');
    await clock.advance(0);
    assert.deepEqual(answers, [' = 1;']);
  });

  it('asks nothing when a key comes before, and gives a request up that a key overtakes', async () => {
    const { clock, turns, question } = setUp(debounced);
    const first = question('a█');
    await clock.advance(200);
    first.abort();
    const second = question('ab█');
    await clock.advance(350);
    assert.equal(turns.length, 1);
    second.abort();
    await clock.advance(0);
    assert.equal(turns[0]?.cancelled, true);
    assert.deepEqual([first.answers, second.answers], [[undefined], [undefined]]);
  });
});

describe('serial', () => {
  it('asks at once when nothing runs', async () => {
    const { clock, turns, question } = setUp(serial);
    const { answers } = question('a█');
    await clock.advance(0);
    say(turns[0], ' = 1;');
    await clock.advance(0);
    assert.deepEqual(answers, [' = 1;']);
  });

  it('waits for what runs, never aborts it, and leaves out what was overtaken meanwhile', async () => {
    const { clock, turns, question } = setUp(serial);
    for (const screen of ['a█', 'ab█', 'abc█']) {
      const each = question(screen);
      await clock.advance(0);
      if (screen !== 'abc█') each.abort();
    }
    assert.equal(turns.length, 1);
    assert.equal(turns[0]?.cancelled, false);
    say(turns[0], 'x');
    await clock.advance(0);
    assert.equal(turns.length, 2, 'only the last question is still of interest');
  });
});

describe('held', () => {
  it('asks at every question and shows nothing before 200 ms', async () => {
    const { clock, turns, question } = setUp(held);
    const { answers } = question('a█');
    assert.equal(turns.length, 1);
    say(turns[0], ' = 1;');
    await clock.advance(199);
    assert.deepEqual(answers, []);
    await clock.advance(1);
    assert.deepEqual(answers, [' = 1;']);
  });

  it('shows a later answer when it comes', async () => {
    const { clock, turns, question } = setUp(held);
    const { answers } = question('a█');
    await clock.advance(300);
    say(turns[0], ' = 1;');
    await clock.advance(0);
    assert.deepEqual(answers, [' = 1;']);
  });

  it('gives a request up that a key overtakes', async () => {
    const { clock, turns, question } = setUp(held);
    const { answers, abort } = question('a█');
    abort();
    await clock.advance(0);
    assert.equal(turns[0]?.cancelled, true);
    assert.deepEqual(answers, [undefined]);
  });
});
