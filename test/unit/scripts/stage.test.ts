import assert from 'node:assert/strict';
import { Stage } from '../../../scripts/lib/stage.mjs';

describe('Stage', () => {
  /** Work that says a word at a time, when told to. */
  function speech(stage: Stage, name: string) {
    const heard: (() => void)[] = [];
    const next = (): Promise<void> => new Promise(resolve => heard.push(resolve));
    const work = async (): Promise<string> => {
      stage.say(`${name} begins`);
      for (const word of ['one', 'two']) {
        await next();
        stage.say('%s: %s', name, word);
      }
      return name;
    };
    const goOn = async (): Promise<void> => {
      heard.shift()?.();
      await new Promise(resolve => setImmediate(resolve));
    };
    return { done: stage.inOnePiece(work), goOn };
  }

  it('lets the first one be heard at once and the others in one piece, each in its turn', async () => {
    const lines: string[] = [];
    const stage = new Stage(line => lines.push(line));
    const [a, b, c] = ['a', 'b', 'c'].map(name => speech(stage, name));
    assert.ok(a && b && c);
    await b.goOn();
    await c.goOn();
    await a.goOn();
    assert.deepEqual(lines, ['a begins', 'a: one']);
    await c.goOn();
    assert.equal(await c.done, 'c');
    assert.deepEqual(lines.splice(0), ['a begins', 'a: one']);
    await a.goOn();
    await a.done;
    assert.deepEqual(lines.splice(0), ['a: two', 'b begins', 'b: one']);
    await b.goOn();
    await b.done;
    assert.deepEqual(lines.splice(0), ['b: two', 'c begins', 'c: one', 'c: two']);
    stage.say('all done');
    assert.deepEqual(lines, ['all done']);
  });

  it('passes on what goes wrong, and the console', async () => {
    const lines: string[] = [];
    const stage = new Stage(line => lines.push(line));
    const failing = stage.inOnePiece(async () => {
      stage.say('fails');
      throw new Error('no');
    });
    const after = stage.inOnePiece(async () => stage.say('heard'));
    await assert.rejects(failing, /^Error: no$/);
    await after;
    assert.deepEqual(lines, ['fails', 'heard']);
  });
});
