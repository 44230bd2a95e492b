import assert from 'node:assert/strict';
import { dwellMs, Prefetcher } from '../../../../src/completion/requests/prefetcher';
import { at } from '../../../support/completion/cursorText';
import { ManualClock } from '../../../support/manualClock';

function setUp(covered: readonly string[] = []) {
  const clock = new ManualClock();
  const asked: string[] = [];
  const host = {
    free: true,
    mayAsk: () => host.free,
    covered: ({ prefix }: { prefix: string }) => covered.includes(prefix),
    ask: ({ prefix, suffix }: { prefix: string; suffix: string }) => void asked.push(`${prefix}█${suffix}`),
  };
  return { clock, asked, host, prefetcher: new Prefetcher(clock, host) };
}

const lines = { text: ' {\n  b();', replaces: 0 };

describe('Prefetcher', () => {
  it('asks for what follows once a suggestion was looked at', () => {
    const { clock, asked, prefetcher } = setUp();
    prefetcher.shown(at('f(█)'), { text: 'a);', replaces: 1 });
    clock.tick(dwellMs - 1);
    assert.deepEqual(asked, []);
    clock.tick(1);
    assert.deepEqual(asked, ['f(a);█']);
  });
  it('asks for what follows the first line where all of it is known', () => {
    const { clock, asked, prefetcher } = setUp(['a {\n  b();']);
    prefetcher.shown(at('a█'), lines);
    clock.tick(dwellMs);
    assert.deepEqual(asked, ['a {█']);
  });
  it('asks nothing where everything is known', () => {
    const { clock, asked, prefetcher } = setUp(['a {\n  b();', 'a {']);
    prefetcher.shown(at('a█'), lines);
    clock.tick(dwellMs);
    assert.deepEqual(asked, []);
  });
  it('waits for its turn', () => {
    const { clock, asked, host, prefetcher } = setUp();
    host.free = false;
    prefetcher.shown(at('a█'), lines);
    clock.tick(10 * dwellMs);
    assert.deepEqual(asked, []);
    host.free = true;
    clock.tick(dwellMs);
    assert.deepEqual(asked, ['a {\n  b();█']);
  });
  it('asks once, however much of the suggestion is typed', () => {
    const { clock, asked, prefetcher } = setUp();
    for (const [screen, text] of [
      ['a█', 'bc'],
      ['ab█', 'c'],
    ] as const) {
      prefetcher.shown(at(screen), { text, replaces: 0 });
      clock.tick(dwellMs);
    }
    assert.deepEqual(asked, ['abc█']);
  });
  it('asks at once when a suggestion was typed to near its end', () => {
    const { asked, clock, prefetcher } = setUp();
    const text = 'one two three four five';
    for (let typed = 1; typed < text.length; typed++) {
      prefetcher.typedThrough(at(`${text.slice(0, typed)}█`), { text: text.slice(typed), replaces: 0 });
      assert.deepEqual(asked, text.length - typed > 16 ? [] : [`${text}█`]);
    }
    assert.equal(clock.pending, 0);
  });
  it('does not ask near the end either while another request is in the way', () => {
    const { asked, clock, host, prefetcher } = setUp();
    host.free = false;
    prefetcher.typedThrough(at('ab█'), { text: 'c', replaces: 0 });
    assert.deepEqual(asked, []);
    host.free = true;
    clock.tick(dwellMs);
    assert.deepEqual(asked, ['abc█']);
  });
  it('leaves no timer behind', () => {
    const { clock, prefetcher } = setUp();
    prefetcher.shown(at('a█'), lines);
    prefetcher.dispose();
    assert.equal(clock.pending, 0);
  });
});
