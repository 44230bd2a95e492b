import assert from 'node:assert/strict';
import { silentLog } from '../../../../src/common/log';
import { systemClock } from '../../../../src/common/systemClock';
import { holdGateway } from '../../../../src/editor/endpoints/holdGateway';
import { singleClient } from '../../../../src/gateway/clients/directory';
import { fixedLimits } from '../../../../src/gateway/limits';
import { startGateway, type GatewayServer } from '../../../../src/gateway/server/gatewayServer';
import { Holds } from '../../../../src/gateway/server/holds';
import { DrivenEngine } from '../../../support/gateway/drivenEngine';

describe('a gateway that is held', () => {
  const token = 't'.repeat(64);
  /** After so much silence whoever reads no answer is cut off, in ms. */
  const httpIdleMs = 80;
  let server: GatewayServer;
  let holds: Holds;

  async function start(shared: boolean): Promise<void> {
    holds = new Holds(token);
    server = await startGateway({
      engine: new DrivenEngine(),
      access: { clients: singleClient(token), host: '127.0.0.1', allowedHosts: [] },
      port: 0,
      limits: {
        ...fixedLimits,
        ...{ maxInFlight: 16, maxLanes: 32, maxConnectionMs: 3_600_000, drainGraceMs: 60_000, httpIdleMs },
      },
      holds: shared ? holds : undefined,
      clock: systemClock,
      log: silentLog,
    });
  }
  afterEach(() => server.close());

  const hold = () => {
    const { url, http } = server;
    return holdGateway({ url, http, token, pid: process.pid }, systemClock, new AbortController().signal);
  };

  it('is held on over any silence', async () => {
    await start(true);
    const held = await hold();
    let isOver = false;
    void held?.ended.then(() => (isOver = true));
    await new Promise(resolve => setTimeout(resolve, 5 * httpIdleMs));
    assert.deepEqual([holds.size, isOver], [1, false]);
    held?.dispose();
  });

  it('tells those who hold on that it ends before it waits for anything', async () => {
    await start(true);
    const held = await hold();
    assert.ok(held);
    const closed = server.close();
    await held.ended;
    assert.equal(holds.size, 0);
    await closed;
  });

  it('is not to be held where it is not shared', async () => {
    await start(false);
    assert.equal(await hold(), undefined);
    assert.equal(
      (await fetch(new URL('/hold', server.http), { headers: { authorization: `Bearer ${token}` } })).status,
      404,
    );
  });
});
