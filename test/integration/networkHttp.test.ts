import assert from 'node:assert/strict';
import { expectSuggestion, withSettings } from '../support/network/editing';
import { extensionUnderTest, patience } from '../support/network/extension';
import { startRemoteGateway, type RemoteGateway } from '../support/network/gateway';
import { startHttpOnlyServer, type HttpOnlyServer } from '../support/network/httpOnlyServer';
import { standInForWindow, type WindowStandIn } from '../support/network/window';

describe('network: a server without WebSockets (HTTP 426)', function () {
  this.timeout(patience);

  let gateway: RemoteGateway;
  let server: HttpOnlyServer;
  let window: WindowStandIn;

  before(async () => {
    const { extensionPath } = await extensionUnderTest();
    gateway = await startRemoteGateway(extensionPath);
    server = await startHttpOnlyServer(gateway.port);
    window = standInForWindow();
  });
  after(async () => {
    window.dispose();
    await server.stop();
    await gateway.stop();
  });

  it('suggestions come over HTTP and server-sent events, and nobody is bothered', async () => {
    const headers = { Authorization: `Bearer ${gateway.token}` };
    await withSettings({ headers, endpoint: `ws://127.0.0.1:${server.port}/v1` }, expectSuggestion);
    assert.ok(server.upgrades() > 0, 'a WebSocket was tried first');
    assert.ok(server.requests.includes('POST /v1/responses'), server.requests.join(', '));
    assert.deepEqual(window.messages, []);
  });
});
