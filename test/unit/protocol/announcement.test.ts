import assert from 'node:assert/strict';
import {
  announcementHeader,
  readAnnouncement,
  writeAnnouncement,
  type Announcement,
} from '../../../src/protocol/announcement';

const announcement: Announcement = {
  v: 1,
  engine: 'local',
  model: 'local-recall',
  concurrentLanes: true,
  steer: true,
  warmUp: true,
  cancel: true,
  incremental: true,
  maxInFlight: 16,
  maxLanes: 32,
  maxConnectionMs: 3_600_000,
};

describe('announcement', () => {
  it('reads back what it wrote', () =>
    assert.deepEqual(readAnnouncement(writeAnnouncement(announcement)), announcement));

  it('is plain ASCII in a header, whatever a model is called', () => {
    const named = {
      ...announcement,
      promptCache: false,
      model: '\u007fmödel 🙂 "x" ~\u0001',
      upstream: { server: 'vllm', api: 'chat', completions: 'no' },
    };
    const written = writeAnnouncement(named);
    assert.match(written, /^[\x20-\x7e]+$/);
    assert.ok(written.includes(String.raw`"\u007fm\u00f6del \ud83d\ude42 \"x\" ~\u0001"`), written);
    assert.deepEqual(readAnnouncement(written), named);
    assert.equal(announcementHeader, 'x-codex-spark-profile');
  });

  const foreign: (string | undefined)[] = [
    undefined,
    '',
    'x',
    '{}',
    '[]',
    JSON.stringify({ ...announcement, v: 2 }),
    JSON.stringify({ ...announcement, maxLanes: 0 }),
    JSON.stringify({ ...announcement, maxInFlight: 1.5 }),
    JSON.stringify({ ...announcement, maxInFlight: 0 }),
    JSON.stringify({ ...announcement, maxLanes: 1.5 }),
    JSON.stringify({ ...announcement, maxConnectionMs: 0 }),
    JSON.stringify({ ...announcement, upstream: {} }),
    JSON.stringify({ ...announcement, promptCache: 'yes' }),
  ];
  for (const value of foreign) {
    it(`takes ${value} for a foreign server`, () => assert.equal(readAnnouncement(value), undefined));
  }
});
