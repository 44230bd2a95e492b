import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SseReader, type SseEvent } from '../../../src/protocol/sse';
import { workOf } from '../../support/work';

function read(chunks: readonly string[], maxUnits = 1000): string[] {
  const reader = new SseReader({ maxUnits });
  return chunks.flatMap(chunk => [...reader.take(chunk)].map(({ data }) => data));
}

describe('SseReader: the data of events', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['one event', 'data: a\n\n', ['a']],
    ['no space after the colon', 'data:a\n\n', ['a']],
    ['a second space belongs to the data', 'data:  a\n\n', [' a']],
    ['several lines', 'data: a\ndata: b\n\n', ['a\nb']],
    ['other fields and comments', ': hi\nevent: x\nid: 1\ndata: a\n\n', ['a']],
    ['CRLF', 'data: a\r\n\r\ndata: b\r\n\r\n', ['a', 'b']],
    ['CR', 'data: a\r\rdata: b\r\r\n', ['a', 'b']],
    ['a line without a colon', 'datax\n\ndata: a\n\n', ['a']],
    ['blank lines without an event', '\n\n\ndata: a\n\n', ['a']],
    ['an event without its end', 'data: a\n\ndata: b\n', ['a']],
  ];
  for (const [name, text, events] of cases) {
    it(`reads ${name}`, () => assert.deepEqual(read([text]), events));
  }

  it('does not mind where the stream is cut', () => {
    const text = 'data: {"a":1}\r\n\r\n: c\r\ndata: x\ndata: y\n\ndata: z\n\n';
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 10 }), cuts => {
        const at = [0, ...cuts.sort((a, b) => a - b), text.length];
        const chunks = at.slice(1).map((end, i) => text.slice(at[i], end));
        assert.deepEqual(read(chunks), ['{"a":1}', 'x\ny', 'z']);
      }),
    );
  });

  it('refuses an event beyond the limit, in one line or in many', () => {
    assert.throws(() => read(['data: ' + 'x'.repeat(1000)]), /larger/);
    assert.throws(() => read(Array<string>(300).fill('data: x\n')), /larger/);
  });

  it('skips a byte order mark at the start only', () => {
    assert.deepEqual(read(['\uFEFFdata: a\n\n', '\uFEFFdata: b\n\ndata: c\n\n']), ['a', 'c']);
  });
});

describe('SseReader', () => {
  /** Reads a text one character at a time. */
  function events(text: string, lenient: boolean): SseEvent[] {
    const reader = new SseReader({ maxUnits: 1000, lenient });
    return [...[...text].flatMap(character => [...reader.take(character)]), ...reader.end()];
  }

  it('keeps a carriage return that ends the stream out of the data, and only that', () => {
    const events = (...pieces: string[]): string[] => {
      const reader = new SseReader({ maxUnits: 1000, lenient: true });
      return [...pieces.flatMap(piece => [...reader.take(piece)]), ...reader.end()].map(({ data }) => data);
    };
    assert.deepEqual(events('data: a\r'), ['a']);
    assert.deepEqual(events('data: a\r', 'data: b\r'), ['a\nb']);
    assert.deepEqual(events('data: a\r', '\n\r', '\ndata: b'), ['a', 'b']);
    assert.deepEqual(events('da', 'ta: a\r\n', 'data', ': b\r', '\r'), ['a\nb']);
  });

  it('knows the name of an event, for that event only', () => {
    assert.deepEqual(events('event: x\ndata: 1\n\nevent: y\n\ndata: 2\n\n', false), [
      { event: 'x', data: '1' },
      { event: '', data: '2' },
    ]);
  });

  it('takes an open end and an `error` field only when it is to be lenient', () => {
    const text = 'data: 1\n\nerror: {"code":500}\n\ndata: [DONE]';
    assert.deepEqual(events(text, false), [{ event: '', data: '1' }]);
    assert.deepEqual(events(text, true), [
      { event: '', data: '1' },
      { event: 'error', data: '{"code":500}' },
      { event: '', data: '[DONE]' },
    ]);
  });

  it('goes through a long event once, however many pieces it comes in', () => {
    const read = (pieces: number): number => {
      const reader = new SseReader({ maxUnits: 10_000_000 });
      const found: SseEvent[] = [];
      const { characters } = workOf(() => {
        for (const piece of ['data: ', ...Array<string>(pieces).fill('x'.repeat(100)), '\n\n']) {
          for (const event of reader.take(piece)) found.push(event);
        }
      });
      assert.deepEqual(
        found.map(({ data }) => data.length),
        [pieces * 100],
      );
      return characters;
    };
    assert.ok(read(2_000) < 2.5 * read(1_000));
  });
});
