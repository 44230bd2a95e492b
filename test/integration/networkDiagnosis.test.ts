import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import * as vscode from 'vscode';
import { waitFor } from '../support/host/waitFor';
import { startConnectProxy } from '../support/network/connectProxy';
import { withProxySetting, withSettings, type MachineSettings } from '../support/network/editing';
import { extensionUnderTest, patience } from '../support/network/extension';
import { listen, selfSigned, startFront, type Front } from '../support/network/front';
import { startRemoteGateway, type RemoteGateway } from '../support/network/gateway';
import { startHttpOnlyServer } from '../support/network/httpOnlyServer';
import { standInForWindow, type WindowStandIn } from '../support/network/window';

const page = vscode.Uri.from({ scheme: 'codex-spark', path: '/Codex Spark connection.md' });

/** Runs the command; resolves with the page it shows, without the times. */
async function diagnosis(): Promise<string> {
  const document = await vscode.workspace.openTextDocument(page);
  const before = document.getText();
  await vscode.commands.executeCommand('codexSpark.diagnose');
  const text = await waitFor('the report', () => {
    const now = document.getText();
    return now !== '' && now !== before ? now : undefined;
  });
  return text.replace(/\| [\d.]+\u00a0ms \|/g, '| … |').replace(/after \d+ ms/, 'after … ms');
}

describe('network: Test the Connection', function () {
  this.timeout(patience);

  let gateway: RemoteGateway;
  let tls: Front;
  let window: WindowStandIn;
  const hidden = 'spark.test';

  before(async () => {
    const { extensionPath } = await extensionUnderTest();
    gateway = await startRemoteGateway(extensionPath, [hidden]);
    tls = await startFront(gateway.port, await selfSigned('localhost', hidden));
    window = standInForWindow();
  });
  after(async () => {
    window.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await tls.stop();
    await gateway.stop();
  });

  /** The report under these settings. */
  async function under(settings: MachineSettings): Promise<string> {
    let report = '';
    await withSettings(settings, async () => {
      report = await diagnosis();
    });
    return report;
  }

  const headers = (): Readonly<Record<string, string>> => ({ Authorization: `Bearer ${gateway.token}` });
  const head = ['# Codex Spark: connection', ''];
  const table = ['', '| | Step | What was seen | Time |', '| --- | --- | --- | ---: |'];

  it('of the embedded engine: everything works', async () => {
    assert.deepEqual((await diagnosis()).split('\n'), [
      ...head,
      'Endpoint: `Local (no model)`',
      '',
      '**Everything works.**',
      ...table,
      '| ✓ | WebSocket and key | The server accepted the connection. | … |',
      '| ✓ | Warm-up | The server prepares requests ahead. | … |',
      '| ✓ | One token | The model answered: first token after … ms. | … |',
      '',
    ]);
  });

  it('of a port where nobody listens: says so, and what was not reached', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise(resolve => server.close(resolve));
    assert.deepEqual((await under({ endpoint: `ws://127.0.0.1:${port}/v1` })).split('\n'), [
      ...head,
      `Endpoint: \`127.0.0.1:${port}\``,
      '',
      '**WebSocket and key failed.** Nothing listens at this address. (ECONNREFUSED)',
      '',
      'Check host and port of "codexSpark.endpoint", and that the server runs.',
      ...table,
      '| ✓ | Host name | 127.0.0.1 | … |',
      '| – | Proxy | None is set. | … |',
      '| – | TLS certificate | The connection is not encrypted. | … |',
      '| ✗ | WebSocket and key | Nothing listens at this address. (ECONNREFUSED) | … |',
      '| · | Warm-up | not reached |  |',
      '| · | One token | not reached |  |',
      '',
    ]);
  });

  it('of a wrong key: names the key, and the command to set it', async () => {
    const report = await under({
      headers: { Authorization: 'Bearer a-wrong-key' },
      endpoint: `ws://127.0.0.1:${gateway.port}/v1`,
    });
    assert.match(
      report,
      /\*\*WebSocket and key failed\.\*\* The server does not accept the API key\. \(HTTP 401\)\n\nRun "Codex Spark: Set API Key"\./,
    );
    assert.doesNotMatch(report, /a-wrong-key/);
  });

  it('of a self-signed certificate: names the certificate, and the setting that trusts it', async () => {
    const report = await under({ headers: headers(), endpoint: `wss://localhost:${tls.port}/v1` });
    assert.match(report, /\*\*TLS certificate failed\.\*\* The server's certificate is self-signed\./);
    assert.match(report, /name it in "codexSpark\.caFile"/);
    assert.match(report, /\| · \| WebSocket and key \| not reached \|/);
  });

  it('through a proxy: sees the proxy, and the certificate behind it', async () => {
    const port = Number(process.env['CODEX_SPARK_TEST_PROXY_PORT']);
    const settings = { headers: headers(), endpoint: `wss://${hidden}/v1` };
    await withProxySetting(port, async () => {
      const away = await under(settings);
      assert.match(away, /\*\*Proxy failed\.\*\* http:\/\/127\.0\.0\.1:\d+: Nothing listens at this address/);
      assert.match(away, /"http\.proxy"/);
      const proxy = await startConnectProxy(port, { [`${hidden}:443`]: tls.port });
      try {
        const report = await under(settings);
        assert.match(report, /\| – \| Host name \| The proxy looks it up\. \|/);
        assert.match(
          report,
          /\| ✓ \| Proxy \| http:\/\/127\.0\.0\.1:\d+ lets us through to spark\.test:443\. \|/,
        );
        assert.match(report, /\*\*TLS certificate failed\.\*\* The server's certificate is self-signed/);
      } finally {
        await proxy.stop();
      }
    });
  });

  it('of a server without WebSockets: says that it goes over HTTP, and that works', async () => {
    const server = await startHttpOnlyServer(gateway.port);
    try {
      const report = await under({ headers: headers(), endpoint: `ws://127.0.0.1:${server.port}/v1` });
      assert.match(report, /\*\*Everything works\.\*\*/);
      assert.match(report, /HTTP 426\): every request goes over HTTP/);
      assert.match(report, /The model answered/);
    } finally {
      await server.stop();
    }
  });

  it('shows no message besides the page', () => assert.deepEqual(window.messages, []));
});
