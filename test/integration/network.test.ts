import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { waitFor } from '../support/host/waitFor';
import { startConnectProxy } from '../support/network/connectProxy';
import {
  expectSuggestion,
  withProxySetting,
  withRecallableFile,
  withSettings,
} from '../support/network/editing';
import { extensionUnderTest, patience } from '../support/network/extension';
import { selfSigned, startFront, type Front, type Identity } from '../support/network/front';
import { startRemoteGateway, type RemoteGateway } from '../support/network/gateway';
import { standInForWindow, type WindowStandIn } from '../support/network/window';

/** A name that no name server knows: only the proxy can get there. */
const hidden = 'spark.test';

describe('network: TLS and proxy', function () {
  this.timeout(patience);

  let gateway: RemoteGateway;
  let identity: Identity;
  let front: Front;
  let folder: string;
  let caFile: string;
  let window: WindowStandIn;

  before(async () => {
    const { extensionPath } = await extensionUnderTest();
    gateway = await startRemoteGateway(extensionPath, [hidden]);
    identity = await selfSigned('localhost', hidden);
    front = await startFront(gateway.port, identity);
    folder = await mkdtemp(path.join(tmpdir(), 'codex-spark-network-'));
    caFile = path.join(folder, 'authority.pem');
    await writeFile(caFile, identity.certificate);
  });
  after(async () => {
    await front.stop();
    await gateway.stop();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    window = standInForWindow();
  });
  afterEach(() => window.dispose());

  const headers = (): Readonly<Record<string, string>> => ({ Authorization: `Bearer ${gateway.token}` });

  it('a self-signed certificate is refused with one message that says so', async () => {
    await withSettings({ headers: headers(), endpoint: `wss://localhost:${front.port}/v1` }, async () => {
      await withRecallableFile(async file => {
        await file.type('export function totalDeposit(items) {\n');
        const message = await waitFor('a message', () => window.messages[0]);
        assert.match(message.text, /certificate/);
        assert.match(message.text, /self-signed/);
        assert.match(message.text, new RegExp(`wss://localhost:${front.port}`));
        assert.ok(message.buttons.includes('Open Settings'), message.buttons.join());
        await file.type('  let a = 1;');
        await new Promise(resolve => setTimeout(resolve, 1_000));
        assert.equal(window.messages.length, 1);
        assert.match(file.typed(), /let a = 1;/);
      });
    });
    assert.equal(front.connections(), 0, 'no handshake succeeded');
  });

  it('a certificate named in codexSpark.caFile is trusted', async () => {
    const endpoint = `wss://localhost:${front.port}/v1`;
    await withSettings({ headers: headers(), caFile, endpoint }, expectSuggestion);
    assert.ok(front.connections() > 0);
    assert.deepEqual(window.messages, []);
  });

  it('a host that only the proxy can reach is reached by CONNECT through it', async () => {
    const proxyPort = Number(process.env['CODEX_SPARK_TEST_PROXY_PORT']);
    const proxy = await startConnectProxy(proxyPort, { [`${hidden}:443`]: front.port });
    const before = front.connections();
    try {
      await withProxySetting(proxyPort, () =>
        withSettings({ headers: headers(), caFile, endpoint: `wss://${hidden}/v1` }, expectSuggestion),
      );
    } finally {
      await proxy.stop();
    }
    assert.ok(proxy.requests.includes(`CONNECT ${hidden}:443`), proxy.requests.join(', '));
    assert.ok(front.connections() > before);
    assert.deepEqual(window.messages, []);
  });
});
