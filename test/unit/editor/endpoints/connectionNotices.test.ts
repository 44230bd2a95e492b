import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/common/emitter';
import { connectionNotices } from '../../../../src/editor/endpoints/connectionNotices';
import { connectionError, type WireError } from '../../../../src/protocol/errors';
import type { SessionState } from '../../../../src/session/session';
import type { TurnResult, TurnStatus } from '../../../../src/session/turn';
import { ManualClock } from '../../../support/manualClock';

const error = connectionError('Nobody there.', 'ECONNREFUSED');
const states: Readonly<Record<string, SessionState>> = {
  w: { kind: 'waiting', retryInMs: 100, error },
  c: { kind: 'connecting' },
  r: { kind: 'ready' },
  x: { kind: 'refused', error },
};

function setUp() {
  const clock = new ManualClock();
  const changes = new Emitter<SessionState>();
  const ends = new Emitter<TurnResult>();
  const troubles = new Emitter<WireError | undefined>();
  let told = 0;
  const notices = connectionNotices(
    { onDidChangeState: changes.event, onDidEndTurn: ends.event },
    { onDidChange: troubles.event },
    clock,
    given => {
      assert.equal(given, error);
      told++;
    },
  );
  return {
    clock,
    notices,
    /** Requests fail, or do so no longer. */
    trouble: (now: boolean) => troubles.fire(now ? error : undefined),
    told: () => told,
    /** States by their letters, one after the other. */
    go(letters: string): void {
      for (const letter of letters) {
        const state = states[letter];
        assert.ok(state);
        changes.fire(state);
      }
    },
    end(status: TurnStatus): void {
      ends.fire({ lane: 'inline', status, text: '', timings: { totalMs: 1 }, bytes: { up: 1, down: 1 } });
    },
  };
}

describe('connectionNotices', () => {
  const table: [name: string, letters: string, told: number][] = [
    ['says nothing of a short disturbance', 'cwcwcr', 0],
    ['speaks up at the third failure in a row', 'cwcwcw', 1],
    ['and only once however long it goes on', 'cwcwcwcwcwcwcw', 1],
    ['speaks up at once about a refusal', 'cx', 1],
    ['and does not repeat it', 'cxcx', 1],
    ['is not taken in by a server that opens and then sends garbage', 'crwcrwcrwcrwcrw', 1],
  ];
  for (const [name, letters, told] of table) {
    it(name, () => {
      const connection = setUp();
      connection.go(letters);
      assert.equal(connection.told(), told);
    });
  }

  it('speaks up anew once a turn has worked in between', () => {
    const connection = setUp();
    connection.go('cxcr');
    connection.end('completed');
    connection.go('wcx');
    assert.equal(connection.told(), 2);
  });

  it('does not take a failed turn for working', () => {
    const connection = setUp();
    connection.go('cxcr');
    connection.end('failed');
    connection.go('cx');
    assert.equal(connection.told(), 1);
  });

  it('speaks up anew once the connection has lasted', () => {
    const connection = setUp();
    connection.go('cwcwcr');
    connection.clock.tick(10_000);
    connection.go('wcwc');
    assert.equal(connection.told(), 0, 'the count starts over');
    connection.go('wcx');
    assert.equal(connection.told(), 1);
  });

  it('leaves no timer behind', () => {
    const connection = setUp();
    connection.go('cr');
    connection.notices.dispose();
    assert.equal(connection.clock.pending, 0);
  });

  it('tells of requests that fail over a connection that works, once until they succeed', () => {
    const run = setUp();
    run.go('cr');
    run.trouble(true);
    run.trouble(true);
    assert.equal(run.told(), 1);
    run.trouble(false);
    run.trouble(true);
    assert.equal(run.told(), 2);
  });

  it('tells of one cause once: a refused connection makes requests fail too', () => {
    const run = setUp();
    run.go('cx');
    run.trouble(true);
    assert.equal(run.told(), 1);
  });
});
