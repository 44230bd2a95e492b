import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AnswerBody, isSignOfLife, type BodyEvent } from '../../../src/protocol/answerBody';
import { workOf } from '../../support/work';

function read(pieces: readonly string[]): BodyEvent[] {
  const body = new AnswerBody({ maxUnits: 10_000, lenient: true });
  return [...pieces.flatMap(piece => [...body.take(piece)]), ...body.end()];
}

const event = (data: string, name = ''): BodyEvent => ({ kind: 'event', event: name, data });
const whole = (json: unknown): BodyEvent => ({ kind: 'whole', json });

describe('AnswerBody: what a body is, whatever it is said to be', () => {
  const table: readonly (readonly [what: string, text: string, expected: readonly BodyEvent[]])[] = [
    ['events', 'data: {"a":1}\n\nevent: e\ndata: 2\n\n', [event('{"a":1}'), event('2', 'e')]],
    ['events behind blank lines and a mark', '\uFEFF\r\n\r\ndata: 1\r\n\r\n', [event('1')]],
    ['a comment first', ': hello\n\ndata: 1\n\n', [event('1')]],
    ['one value', ' {"a":\n 1}\n', [whole({ a: 1 })]],
    ['one value behind a mark', '\uFEFF{"a":1}', [whole({ a: 1 })]],
    ['one value and the end of a stream', '{"a":1}\n\ndata: [DONE]\n\n', [whole({ a: 1 }), event('[DONE]')]],
    ['a value on each line', '{"a":1}\n{"a":2}\n', [event('{"a":1}'), event('{"a":2}')]],
    ['a list of values', '[{"a":1},\n{"a":2}]', [event('{"a":1}'), event('{"a":2}')]],
    ['a page', '<html><title>x</title>', [{ kind: 'words', text: '<html><title>x</title>' }]],
    ['words', 'Internal\nServer Error', [{ kind: 'words', text: 'Internal\nServer Error' }]],
    ['half a value', '{"a":', [{ kind: 'words', text: '{"a":' }]],
    ['nothing', ' \n', []],
    ['comments only', ': a\n\n: b\n\n', []],
  ];
  for (const [what, text, expected] of table) {
    it(`${what}, wherever it is cut`, () => {
      assert.deepEqual(read([text]), expected);
      if (what === 'words') return;
      fc.assert(
        fc.property(fc.array(fc.nat(text.length)), cuts => {
          const at = [0, ...cuts.sort((a, b) => a - b), text.length];
          assert.deepEqual(read(at.slice(1).map((end, n) => text.slice(at[n], end))), expected);
        }),
      );
    });
  }

  it('keeps no more than it may', () => {
    assert.throws(() => read([`{"a":"${'x'.repeat(20_000)}"}`]), /larger/);
    const [words] = read([`<p>${'x'.repeat(20_000)}`]);
    assert.ok(words?.kind === 'words' && words.text.length <= 4096);
  });

  it('looks at blank lines once, however long the answer takes to come', () => {
    const work = workOf(() => read(Array<string>(2_000).fill('\r\n')));
    assert.ok(work.characters < 100_000, String(work.characters));
  });

  it('tells signs of life from words', () => {
    const alive = [
      '',
      ' ',
      'ping',
      '"ping"',
      'keep-alive',
      ': keepalive',
      'null',
      'PROCESSING...',
      'heartbeat 17',
    ];
    for (const data of alive) assert.ok(isSignOfLife({ event: '', data }), data);
    assert.ok(isSignOfLife({ event: 'ping', data: 'whatever' }));
    const said = ['processing error: out of memory', '{}', '[DONE]', 'ping failed', '{"type":"ping"}'];
    for (const data of said) assert.ok(!isSignOfLife({ event: '', data }), data);
  });
});
