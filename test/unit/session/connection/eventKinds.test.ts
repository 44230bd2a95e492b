import assert from 'node:assert/strict';
import { parseServerFrame } from '../../../../src/protocol/parseServerFrame';
import { serverEventSchemas, type ServerEventType } from '../../../../src/protocol/serverEvents';
import {
  announcing,
  beginning,
  doubtOf,
  isThought,
  terminal,
} from '../../../../src/session/connection/eventKinds';

describe('Kinds of events', () => {
  const all = Object.keys(serverEventSchemas) as ServerEventType[];
  const of = (kind: ReadonlySet<string>): string =>
    all
      .filter(type => kind.has(type))
      .map(type => type.replace('response.', ''))
      .sort()
      .join(' ');

  it('an answer is announced, or refused, before there is anything of it', () => {
    assert.equal(of(announcing), 'created in_progress queued');
    assert.equal(of(beginning), 'created error failed in_progress queued');
  });

  it('an answer ends in one of six ways', () => {
    assert.equal(of(terminal), 'cancelled completed done error failed incomplete');
  });

  it('an answer is in doubt where its beginning, its text or its end cannot be read', () => {
    const doubtful = all.filter(type => doubtOf({ kind: 'malformed', reason: 'no', type }) !== undefined);
    assert.equal(
      of(new Set(doubtful)),
      'cancelled completed created done error failed incomplete output_text.delta',
    );
    assert.match(doubtOf(parseServerFrame('nonsense')) ?? '', /JSON/, 'or where nothing says what it is');
    for (const frame of ['ping', '{"type":"error"}', '{"type":"news"}'])
      assert.equal(doubtOf(parseServerFrame(frame)), undefined, frame);
  });

  it('thoughts are told by the name of an event, or by the item it is about', () => {
    const frames: [frame: object, isOne: boolean][] = [
      [{ type: 'response.reasoning_text.delta', delta: 'x' }, true],
      [{ type: 'response.reasoning_summary_part.added', part: { type: 'summary_text' } }, true],
      [{ type: 'response.output_item.done', item: { type: 'reasoning' } }, true],
      [{ type: 'response.output_item.done', item: { type: 'message' } }, false],
      [{ type: 'response.output_text.delta', delta: 'x' }, false],
    ];
    for (const [frame, isOne] of frames) {
      const parsed = parseServerFrame(JSON.stringify(frame));
      assert.ok(parsed.kind === 'event');
      assert.equal(isThought(parsed.event), isOne, JSON.stringify(frame));
    }
  });
});
