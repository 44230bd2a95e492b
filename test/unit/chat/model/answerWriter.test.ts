import assert from 'node:assert/strict';
import type { HostMessage } from '../../../../src/chat/messages';
import { AnswerWriter } from '../../../../src/chat/model/answerWriter';
import { newAnswer } from '../../../../src/chat/model/newItems';
import { ManualClock } from '../../../support/manualClock';
import { workOf } from '../../../support/work';

function writing() {
  const clock = new ManualClock();
  const posted: HostMessage[] = [];
  const writer = new AnswerWriter(newAnswer({ id: 'a', at: 0 }, 'm'), {
    clock,
    post: message => posted.push(message),
  });
  const lines = (): string[] =>
    posted.splice(0).map(message => {
      if (message.type === 'delta') return `${message.part}@${message.at} ${message.text}`;
      return message.type === 'redirected' ? `turn ${message.part} ${message.instruction}` : message.type;
    });
  return { clock, writer, lines };
}

describe('AnswerWriter', () => {
  it('sends the first text at once and joins what follows within a frame', () => {
    const { clock, writer, lines } = writing();
    for (const text of ['a', 'b', 'c']) writer.append(text);
    assert.deepEqual(lines(), ['0@0 a', 'numbers']);
    clock.tick(16);
    assert.deepEqual(lines(), ['0@1 bc']);
    clock.tick(16);
    writer.append('d');
    assert.deepEqual(lines(), ['0@3 d'], 'after a pause it is the first again');
  });

  it('leaves no timer once the text has ceased', () => {
    const { clock, writer } = writing();
    writer.append('a');
    clock.tick(100);
    assert.equal(clock.pending, 0);
  });

  it('sends what waits before a new part begins, and its first text at once', () => {
    const { clock, writer, lines } = writing();
    writer.append('a');
    writer.append('b');
    clock.tick(5);
    writer.beginPart({ instruction: 'turn', live: false, askedAt: clock.now() - 3, context: [] });
    writer.append('c');
    assert.deepEqual(lines(), ['0@0 a', 'numbers', '0@1 b', 'turn 1 turn', '1@0 c']);
    assert.equal(writer.redirectMs, 3);
    assert.deepEqual(writer.answer.parts, [{ text: 'ab' }, { text: 'c', instruction: 'turn' }]);
    assert.equal(writer.units, 3);
  });

  it('does not count the wait for a new branch as time of writing', () => {
    const clock = new ManualClock();
    const speeds: (number | undefined)[] = [];
    const writer = new AnswerWriter(newAnswer({ id: 'a', at: 0 }, 'm'), {
      clock,
      post: message => message.type === 'numbers' && speeds.push(message.numbers.tokensPerSecond),
    });
    const write = (): void => {
      for (let n = 0; n < 51; n++) {
        writer.append('x'.repeat(36));
        clock.tick(20);
      }
    };
    write();
    writer.beginPart({ instruction: 'turn', live: false, askedAt: clock.now(), context: [] });
    clock.tick(30_000);
    write();
    for (const speed of speeds.filter(speed => speed !== undefined))
      assert.ok(speed > 480 && speed < 540, String(speed));
    assert.ok(speeds.some(speed => speed !== undefined));
  });

  it('sends figures twice a second at most', () => {
    const { clock, writer, lines } = writing();
    for (let n = 0; n < 100; n++) {
      writer.append('x');
      clock.tick(16);
    }
    const figures = lines().filter(line => line === 'numbers').length;
    assert.ok(figures >= 3 && figures <= 4, String(figures));
  });

  it('goes through what it sends, however long the answer is by then', () => {
    const { clock, writer } = writing();
    const { characters } = workOf(() => {
      for (let n = 0; n < 2_000; n++) {
        writer.append('some words of it, ');
        clock.tick(16);
      }
    });
    assert.ok(characters < 2_000 * 4_200, String(characters));
  });
});
