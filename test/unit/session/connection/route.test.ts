import assert from 'node:assert/strict';
import { parseServerFrame } from '../../../../src/protocol/parseServerFrame';
import type { StreamId } from '../../../../src/protocol/streamId';
import { ResponseStream } from '../../../../src/session/connection/responseStream';
import { routeEvent } from '../../../../src/session/connection/route';
import { nobody } from '../../../support/session/poolRig';

/** What runs, as words: `inline r1` is a lane whose response has that id, `inline` one that is not acknowledged. */
function running(...all: readonly string[]): Map<StreamId, ResponseStream> {
  return new Map(
    all.map(each => {
      const [lane = '', id] = each === '' ? [''] : each.split(' ');
      const stream = new ResponseStream(lane, undefined, nobody);
      stream.acknowledged = id !== undefined;
      stream.responseId = id;
      return [lane, stream];
    }),
  );
}

/** Where an event goes, as words. */
function route(frame: Readonly<Record<string, unknown>>, ...all: readonly string[]): string {
  const parsed = parseServerFrame(JSON.stringify(frame));
  assert.ok(parsed.kind === 'event', JSON.stringify(parsed));
  const routed = routeEvent(parsed.event, running(...all));
  if (!routed) return 'nowhere';
  const marks = [routed.unlabelled ? ' unlabelled' : '', routed.ambiguous ? ' ambiguous' : ''];
  return `to "${routed.stream.lane}"${marks.join('')}`;
}

describe('routeEvent', () => {
  const delta = { type: 'response.output_text.delta', delta: 'x' };
  const error = { type: 'error', message: 'm' };
  const created = (id: string) => ({ type: 'response.created', response: { id } });

  const table: readonly (readonly [
    frame: Readonly<Record<string, unknown>>,
    all: readonly string[],
    expected: string,
  ])[] = [
    [{ ...delta, stream_id: 'a' }, ['a', 'b'], 'to "a"'],
    [{ ...delta, stream_id: 'c' }, ['a'], 'nowhere'],
    [{ ...delta, stream_id: 'c' }, ['a', ''], 'nowhere'],
    // The default lane's own.
    [delta, ['', 'a'], 'to ""'],
    [error, ['', 'a'], 'to ""'],
    [delta, [], 'nowhere'],
    // The only one there is, acknowledged or not.
    [delta, ['a'], 'to "a" unlabelled'],
    [delta, ['a r'], 'to "a" unlabelled'],
    [error, ['a r'], 'to "a"'],
    // The one that is named.
    [created('r'), ['a q', 'b r'], 'to "b" unlabelled'],
    [created('r'), ['a r', 'b'], 'to "a" unlabelled'],
    // Else the only one that waits to be acknowledged.
    [created('r'), ['a q', 'b'], 'to "b" unlabelled ambiguous'],
    [delta, ['a q', 'b'], 'to "b" unlabelled ambiguous'],
    [error, ['a q', 'b'], 'to "b"'],
    [error, ['a', 'b'], 'to "a" ambiguous'],
    [error, ['a q', 'b r'], 'nowhere'],
    [created(''), ['a q', 'b'], 'to "b" unlabelled ambiguous'],
  ];
  for (const [frame, all, expected] of table) {
    it(`${JSON.stringify(frame)} goes ${expected} of ${JSON.stringify(all)}`, () =>
      assert.equal(route(frame, ...all), expected));
  }
});
