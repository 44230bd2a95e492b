import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { Log } from '../../../../src/common/log';
import { systemClock } from '../../../../src/common/systemClock';
import { sessionSteps } from '../../../../src/editor/diagnosis/sessionSteps';
import type { Finding } from '../../../../src/editor/diagnosis/step';
import { createSession } from '../../../../src/session/createSession';
import { webSocketOpener } from '../../../../src/session/connection/wsSocket';
import { startGarbageServer } from '../../../support/network/garbageServer';
import { listen } from '../../../support/network/front';
import { PlainServer } from '../../../support/session/plainServer';

const never = new AbortController().signal;
const nothing = (): void => undefined;
const log: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Runs one of the three steps against a real server on loopback. */
async function run(
  step: 0 | 1 | 2,
  port: number,
  { signal = never, limitMs }: { signal?: AbortSignal; limitMs?: number } = {},
): Promise<Finding> {
  const url = `ws://127.0.0.1:${port}/v1/responses`;
  const session = createSession({ url, model: 'm', log, clock: systemClock });
  try {
    const steps = sessionSteps({
      url: () => Promise.resolve(url),
      headers: () => Promise.resolve({}),
      behindGateway: false,
      openSocket: webSocketOpener(),
      session,
      ...(limitMs === undefined ? {} : { limitMs }),
    });
    const chosen = steps[step];
    assert.ok(chosen);
    return await chosen.run(signal);
  } finally {
    session.dispose();
  }
}

/** A server that answers every upgrade with a status. */
async function withStatus(status: number, work: (port: number) => Promise<void>): Promise<void> {
  const server: Server = createServer();
  server.on('upgrade', (_request, socket) =>
    socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`),
  );
  const port = await listen(server);
  try {
    await work(port);
  } finally {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
}

describe('sessionSteps', () => {
  describe('against a server that works', () => {
    let server: PlainServer;
    before(async () => {
      server = await PlainServer.listen(() => systemClock);
    });
    after(() => server.close());

    it('the upgrade succeeds', async () => {
      assert.equal((await run(0, server.port)).outcome, 'ok');
    });
    it('a warm-up that the server does not offer is no failure', async () => {
      assert.equal((await run(1, server.port)).outcome, 'skipped');
    });
    it('a token arrives', async () => {
      const { outcome, detail } = await run(2, server.port);
      assert.equal(outcome, 'ok', detail);
      assert.match(detail, /first token after \d+ ms/);
    });
  });

  const statuses: [status: number, outcome: Finding['outcome'], detail: RegExp, advice: RegExp][] = [
    [401, 'failed', /does not accept the API key/, /Set API Key/],
    [404, 'failed', /no such path/, /v1\/responses/],
    [426, 'ok', /no WebSocket here.*over HTTP/, /^$/],
    [503, 'failed', /server failed \(HTTP 503\)/, /later/],
  ];
  for (const [status, outcome, detail, advice] of statuses) {
    it(`an upgrade answered with ${status}`, () =>
      withStatus(status, async port => {
        const finding = await run(0, port);
        assert.equal(finding.outcome, outcome);
        assert.match(finding.detail, detail);
        assert.match(finding.advice ?? '', advice);
      }));
  }

  it('a server that talks nonsense fails when a token is asked for', async () => {
    const server = await startGarbageServer(socket => socket.send('hello'));
    try {
      assert.equal((await run(0, server.port)).outcome, 'ok');
      const { outcome, detail } = await run(2, server.port);
      assert.equal(outcome, 'failed');
      assert.match(detail, /not JSON/);
    } finally {
      await server.stop();
    }
  });

  it('a server that says nothing: every step gives up in time', async () => {
    const open = new Set<{ destroy(): unknown }>();
    const server = createTcpServer(socket => open.add(socket));
    const port = await listen(server);
    try {
      for (const step of [0, 2] as const) {
        const { outcome, detail } = await run(step, port, { limitMs: 50 });
        assert.equal(outcome, 'failed');
        assert.match(detail, /No answer in time/);
      }
      const cancel = new AbortController();
      const finding = run(0, port, { signal: cancel.signal });
      cancel.abort();
      assert.equal((await finding).outcome, 'skipped', 'cancelled by the user');
    } finally {
      for (const socket of open) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    }
  });
});
