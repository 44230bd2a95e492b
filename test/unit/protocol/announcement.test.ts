import assert from 'node:assert/strict';
import { readAnnouncement, writeAnnouncement, type Announcement } from '../../../src/protocol/announcement';

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

  const foreign: (string | undefined)[] = [
    undefined,
    '',
    'x',
    '{}',
    '[]',
    JSON.stringify({ ...announcement, v: 2 }),
    JSON.stringify({ ...announcement, maxLanes: 0 }),
  ];
  for (const value of foreign) {
    it(`takes ${value} for a foreign server`, () => assert.equal(readAnnouncement(value), undefined));
  }
});
