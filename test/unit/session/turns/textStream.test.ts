import assert from 'node:assert/strict';
import fc from 'fast-check';
import { settle } from '../../../support/manualClock';
import { TextStream } from '../../../../src/session/turns/textStream';

describe('TextStream', () => {
  it('gives a fast reader each piece, and a slow one all of it in fewer', async () => {
    const stream = new TextStream();
    const seen: string[] = [];
    void (async () => {
      for await (const text of stream.text) seen.push(text);
    })();
    stream.push({ kind: 'text', text: 'a' });
    await settle();
    stream.push({ kind: 'text', text: 'b' });
    stream.push({ kind: 'text', text: 'c' });
    await settle();
    stream.end();
    await settle();
    assert.deepEqual(seen, ['a', 'bc']);
  });

  it('holds one event for a reader that never comes, however many pieces there are', async () => {
    const stream = new TextStream();
    for (let n = 0; n < 100_000; n++) stream.push({ kind: 'text', text: 'x' });
    stream.end();
    const pieces: string[] = [];
    for await (const text of stream.text) pieces.push(text);
    assert.deepEqual(
      pieces.map(piece => piece.length),
      [100_000],
    );
  });

  it('never joins text across a redirect', async () => {
    const stream = new TextStream();
    stream.push({ kind: 'text', text: 'a' });
    stream.push({ kind: 'redirected', instruction: 'i' });
    stream.push({ kind: 'text', text: 'b' });
    stream.push({ kind: 'text', text: 'c' });
    stream.end();
    stream.push({ kind: 'text', text: 'after the end' });
    const events = [];
    for await (const event of stream.events) events.push(event);
    assert.deepEqual(events, [
      { kind: 'text', text: 'a' },
      { kind: 'redirected', instruction: 'i' },
      { kind: 'text', text: 'bc' },
    ]);
  });

  it('gives nothing but text to who wants the text alone', async () => {
    const stream = new TextStream();
    stream.push({ kind: 'text', text: 'a' });
    stream.push({ kind: 'redirected', instruction: 'i' });
    stream.push({ kind: 'text', text: 'b' });
    stream.end();
    const pieces: string[] = [];
    for await (const text of stream.text) pieces.push(text);
    assert.deepEqual(pieces, ['a', 'b']);
  });

  it('has one reader at a time; a later one gets what the earlier one left', async () => {
    const stream = new TextStream();
    const first = stream.text[Symbol.asyncIterator]();
    const waiting = first.next();
    await assert.rejects(stream.events[Symbol.asyncIterator]().next(), /one reader/);
    stream.push({ kind: 'text', text: 'a' });
    assert.deepEqual(await waiting, { done: false, value: 'a' });
    await first.return?.();
    stream.push({ kind: 'text', text: 'b' });
    stream.end();
    const rest: string[] = [];
    for await (const text of stream.text) rest.push(text);
    assert.deepEqual(rest, ['b']);
  });

  it('loses nothing and keeps the order, however reading and writing interleave', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.string(), fc.boolean())), async steps => {
        const stream = new TextStream();
        let seen = '';
        const reading = (async () => {
          for await (const text of stream.text) seen += text;
        })();
        for (const [text, pause] of steps) {
          stream.push({ kind: 'text', text });
          if (pause) await Promise.resolve();
        }
        stream.end();
        await reading;
        assert.equal(seen, steps.map(([text]) => text).join(''));
      }),
    );
  });
});
