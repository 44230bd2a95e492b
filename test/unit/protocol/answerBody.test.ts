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
    ['fields without a colon', 'data\n\nevent\nid\nretry\nerror\n', []],
    ['fields that are none', 'database: x\n', [{ kind: 'words', text: 'database: x' }]],
    ['a field that stands further behind', ' x data: y', [{ kind: 'words', text: 'x data: y' }]],
    ['fields and words', 'id: 1\noops', [{ kind: 'words', text: 'id: 1\noops' }]],
    ['values with blank lines between them', '{"a":1}\r\n \r\n{"a":2}', [event('{"a":1}'), event('{"a":2}')]],
    ['values of which one is half', '{"a":1}\n{"a":', [{ kind: 'words', text: '{"a":1}\n{"a":' }]],
    [
      'values, and events behind them',
      '{"a":1}\n{"a":2}\ndata: 3\n\ndata: 4',
      [event('{"a":1}'), event('{"a":2}'), event('3'), event('4')],
    ],
    ['an event without its end', 'data: 1', [event('1')]],
    ['an event without its end behind another', 'data: 1\n\ndata: 2', [event('1'), event('2')]],
    ['words behind events', 'data: 1\n\noops\n', [event('1')]],
    ['words before an event without its end', 'oops\ndata: 1', [event('1')]],
    ['a list with two values that nothing parts', '[1\n2]', [{ kind: 'words', text: '[1\n2]' }]],
  ];
  for (const [what, text, expected] of table) {
    it(`${what}, wherever it is cut`, () => {
      assert.deepEqual(read([text]), expected);
      fc.assert(
        fc.property(fc.array(fc.nat(text.length)), cuts => {
          const at = [0, ...cuts.sort((a, b) => a - b), text.length];
          assert.deepEqual(read(at.slice(1).map((end, n) => text.slice(at[n], end))), expected);
        }),
      );
    });
  }

  it('hands an event on as soon as it is there', () => {
    const body = new AnswerBody({ maxUnits: 1000 });
    assert.deepEqual([...body.take('data: {"a":1}\n')], []);
    assert.deepEqual([...body.take('\ndata: [')], [event('{"a":1}')]);
    assert.deepEqual([...body.take('2]\n\n')], [event('[2]')]);
  });

  it('keeps no more than it may', () => {
    assert.throws(() => read([`{"a":"${'x'.repeat(20_000)}"}`]), /larger/);
    const [words] = read([`<p>${'x'.repeat(20_000)}`]);
    assert.ok(words?.kind === 'words' && words.text.length <= 4096);
  });

  it('takes JSON and words up to the limit, and no unit more', () => {
    const json = (units: number): string => JSON.stringify('x'.repeat(units - 4)).replace(/^.*$/s, '[$&]');
    assert.equal(read([json(10_000)]).length, 1);
    assert.throws(() => read([json(10_001)]), /larger/);
    const ends = [`<${'x'.repeat(5000)}`, `[${'x'.repeat(5000)}`];
    for (const text of ends) assert.deepEqual(read([text]), [{ kind: 'words', text: text.slice(0, 4096) }]);
    // What looks like a stream is kept for as long as no event has come.
    const words: BodyEvent = { kind: 'words', text: `id: 1\n${'x'.repeat(4090)}` };
    assert.deepEqual(read([`id: 1\n${'x'.repeat(5000)}\n`]), [words]);
    assert.deepEqual(read(['id: 1\n', ...Array.from({ length: 700 }, () => 'x'.repeat(7))]), [words]);
  });

  it('knows when one value is there with nothing missing', () => {
    const isWhole = (...pieces: string[]): boolean => {
      const body = new AnswerBody({ maxUnits: 1000 });
      for (const piece of pieces) assert.deepEqual([...body.take(piece)], []);
      return body.isWholeJson;
    };
    assert.ok(isWhole('{"a":', '1}'));
    assert.ok(isWhole('\uFEFF{"a":1}\n'));
    assert.ok(!isWhole('{"a":1'));
    assert.ok(!isWhole('{"a":\uFEFF1}'));
    assert.ok(!isWhole('<p>'));
    assert.ok(!isWhole('1'));
    assert.ok(!isWhole(''));
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
      'keep alive',
      'heart_beat',
      'KeepAlive: 2026-01-01',
      'pong',
      "'ping'",
      'waiting…',
    ];
    for (const data of alive) assert.ok(isSignOfLife({ event: '', data }), data);
    for (const event of ['ping', 'PONG', 'keep-alive', 'keep_alive', 'keepalive', 'heartbeat', 'heart-beat'])
      assert.ok(isSignOfLife({ event, data: 'whatever' }), event);
    for (const event of ['shipping', 'ping_result', ''])
      assert.ok(!isSignOfLife({ event, data: 'whatever' }), event);
    const said = [
      'processing error: out of memory',
      '{}',
      '[DONE]',
      'ping failed',
      '{"type":"ping"}',
      'no ping',
      'nullable',
    ];
    for (const data of said) assert.ok(!isSignOfLife({ event: '', data }), data);
  });
});
