import assert from 'node:assert/strict';
import { BareAnswers } from '../../../../src/completion/requests/bareAnswers';
import { PendingAnswer, type Purpose } from '../../../../src/completion/requests/pendingAnswer';
import type { WireError } from '../../../../src/protocol/errors';
import { at } from '../../../support/completion/cursorText';
import { FakeTurn, settled } from '../../../support/completion/fakeSession';

function setUp({
  screen = 'let a = █',
  purpose = 'here',
  bare = new BareAnswers(() => true),
}: { screen?: string; purpose?: Purpose; bare?: BareAnswers } = {}) {
  const turns: FakeTurn[] = [];
  const send = (): FakeTurn => {
    const turn = new FakeTurn({ lane: 'inline', input: [] });
    turns.push(turn);
    return turn;
  };
  const answer = new PendingAnswer(at(screen), purpose, send, bare);
  let changes = 0;
  answer.onDidChange(() => changes++);
  return {
    answer,
    turns,
    changes: () => changes,
    say: async (text: string) => {
      turns[0]?.say(text);
      await settled();
    },
    end: async (...how: Parameters<FakeTurn['end']>) => {
      turns[0]?.end(...how);
      await settled();
    },
  };
}

const refusal: WireError = {
  kind: 'server',
  remedy: 'back-off',
  code: undefined,
  status: undefined,
  message: 'No.',
  retryAfterMs: undefined,
};

const unknown = () => new BareAnswers(() => false);

describe('PendingAnswer', () => {
  it('leaves once, and not at all when it was cancelled before', () => {
    const { answer, turns } = setUp();
    answer.start();
    answer.start();
    assert.deepEqual([turns.length, answer.started], [1, true]);
    const other = setUp();
    other.answer.cancel();
    other.answer.start();
    assert.deepEqual([other.turns.length, other.answer.started, other.answer.ended], [0, false, true]);
  });

  it('says that it has ended once, and hears nothing more', async () => {
    const { answer, turns, changes, say, end } = setUp();
    answer.start();
    answer.cancel();
    answer.cancel();
    assert.deepEqual([changes(), turns[0]?.cancelled, answer.usable], [1, true, false]);
    await say('1;\n\nlet b');
    await end();
    assert.deepEqual([changes(), answer.restAt(at('let a = █'))?.text, answer.known()], [1, '', []]);
  });

  it('is not read on beyond what anybody would show', async () => {
    const { answer, turns, say } = setUp();
    answer.start();
    await say('x'.repeat(16_384));
    assert.equal(answer.ended, false);
    await say('x');
    assert.deepEqual([answer.ended, turns[0]?.cancelled, answer.usable], [true, true, true]);
  });

  it('is cut where nothing behind it is of use, and is complete then', async () => {
    const { answer, turns, say } = setUp({ screen: 'f(█, b)' });
    answer.start();
    await say('a\n');
    assert.deepEqual(
      [turns[0]?.cancelled, answer.usable, answer.endedRequest().status],
      [true, true, 'completed'],
    );
  });

  it('agrees with a cursor before its place where it was asked ahead', () => {
    const screen = 'foo(a)█';
    for (const [purpose, agrees] of [
      ['here', false],
      ['alternative', false],
      ['selected', true],
      ['prefetch', true],
    ] as const) {
      const { answer } = setUp({ screen, purpose });
      assert.equal(answer.agrees(at('foo█')), agrees, purpose);
      assert.equal(answer.agrees(at('fox█')), false, purpose);
      assert.equal(answer.agrees(at(screen)), true, purpose);
    }
  });

  /** How an answer ends: whether it is kept, and what is told of it. */
  const ends: [
    what: string,
    bare: boolean,
    said: string,
    status: 'completed' | 'incomplete' | 'failed',
    usable: boolean,
    told: string,
  ][] = [
    ['complete', true, '1;', 'completed', true, 'completed'],
    ['cut at its limit', true, '1;', 'incomplete', true, 'incomplete'],
    ['failed', true, '1;', 'failed', false, 'failed: No.'],
    ['complete, without its form', false, '1;', 'completed', true, 'completed'],
    ['cut, without its form', false, '1;', 'incomplete', false, 'failed: thoughts'],
    ['cut, in its form', false, '<fill>1;', 'incomplete', true, 'incomplete'],
    ['cut before it said anything, in its form', false, '<fill>', 'incomplete', true, 'incomplete'],
    ['cut in its thoughts', false, '<think>so', 'incomplete', true, 'failed: thoughts'],
    ['cut behind its thoughts', false, '<think>so</think>1;', 'incomplete', true, 'incomplete'],
  ];
  for (const [what, isBare, said, status, usable, told] of ends) {
    it(`tells how it ended: ${what}`, async () => {
      const { answer, say, end } = setUp({ bare: new BareAnswers(() => isBare) });
      answer.start();
      await say(said);
      await end(status, status === 'failed' ? refusal : undefined);
      const ended = answer.endedRequest();
      const message = ended.message?.includes('thoughts') ? 'thoughts' : ended.message;
      assert.deepEqual(
        [answer.usable, ended.status + (message === undefined ? '' : `: ${message}`)],
        [usable, told],
      );
    });
  }

  it('tells that it was cancelled', () => {
    const { answer } = setUp();
    answer.start();
    answer.cancel();
    assert.equal(answer.endedRequest().status, 'cancelled');
  });

  it('learns from an answer without its form that these are no thoughts', async () => {
    for (const [said, status, trusted] of [
      ['1;', 'completed', true],
      ['1;', 'incomplete', false],
      ['', 'completed', false],
      ['<fill>1;</fill>', 'completed', false],
      ['<think>so</think>1;', 'completed', false],
    ] as const) {
      const bare = unknown();
      const { answer, say, end } = setUp({ bare });
      answer.start();
      if (said !== '') await say(said);
      await end(status);
      assert.equal(bare.areTrusted, trusted, `${said} ${status}`);
    }
  });

  it('takes back what turned out to be thoughts, once it had shown it', async () => {
    const bare = unknown();
    bare.wasPlain();
    const { answer, say } = setUp({ bare });
    answer.start();
    await say('one is one.\n');
    assert.equal(answer.restAt(at('let a = █'))?.text, 'one is one.');
    assert.equal(answer.takenBack, 0);
    await say('</think>\n');
    assert.deepEqual([answer.takenBack, answer.restAt(at('let a = █'))?.text], [1, '']);
    assert.equal(bare.areTrusted, false);
  });

  it('takes nothing back of thoughts that it has not shown', async () => {
    const { answer, say } = setUp({ bare: unknown() });
    answer.start();
    await say('one is one.\n');
    await say('</think>\n<fill>1;');
    assert.equal(answer.takenBack, 0);
  });

  it('is text with the line breaks of its document', async () => {
    const { answer, say, end } = setUp({ screen: 'f() {\r\n  █\r\n}\r\n' });
    answer.start();
    await say('a();\n  b();');
    await end();
    assert.equal(answer.endedRequest().text, 'a();\r\n  b();');
  });
});
