import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../codex-spark-live';
import { type, withDocument } from '../support/host/editing';
import { accepted } from '../support/host/manners';
import { waitFor } from '../support/host/waitFor';
import { withSettings } from '../support/network/editing';
import { extensionUnderTest, patience } from '../support/network/extension';
import { listen, startFront } from '../support/network/front';
import { startRemoteGateway } from '../support/network/gateway';
import { standInForWindow, type WindowStandIn } from '../support/network/window';
import type { ModelAnswer } from '../support/upstreams/answers';
import type { ServerKind } from '../support/upstreams/serverKind';
import { serverKinds } from '../support/upstreams/servers';
import { StandIn, type Reply } from '../support/upstreams/standIn';

const api = v.custom<ExtensionApi>(value => typeof value === 'object' && value !== null);

/** The embedded engine makes a loop of it. */
const recursive = 'function factorial(n) {\n  if (n <= 1) return 1;\n  return n * factorial(n - 1);\n}\n';

/** An answer to a chat about a cursor. */
const filled: ModelAnswer = { tokens: ['<fill>', ' = 4', '2;', '</fill>'] };

/** The same of a model that completes. */
const completed: ModelAnswer = { tokens: [' = 4', '2;'] };

/** Arguments of the gateways that stand before another server, as everybody on this machine can see them. */
function gatewayArguments(): readonly string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8')];
      } catch {
        return []; // It has ended in the meantime.
      }
    })
    .filter(line => line.includes('gateway.js') && line.includes('--engine\0upstream'));
}

/** Types at a place of its own and takes what is suggested. */
async function takeSuggestion(name: string): Promise<string> {
  let text = '';
  await withDocument('javascript', '█', async open => {
    await type(`let ${name}`);
    text = (await accepted(open)).replace('█', '');
  });
  return text;
}

describe('endpoints over HTTP', function () {
  this.timeout(patience);

  let window: WindowStandIn;
  let standIn: StandIn | undefined;
  let log: () => readonly string[];

  before(async () => {
    log = v.parse(api, (await extensionUnderTest()).exports).recentLog;
  });
  beforeEach(() => {
    window = standInForWindow();
  });
  afterEach(async () => {
    window.dispose();
    await standIn?.dispose();
    standIn = undefined;
  });

  const serve = async (reply: (asked: Parameters<ServerKind['reply']>[0]) => Reply): Promise<StandIn> =>
    (standIn = await StandIn.start(reply));

  it('the address of a server is enough: suggestions come through a gateway of its own', async () => {
    const server = await serve(asked => serverKinds.vllm.reply(asked, completed));
    await withSettings({ endpoint: `${server.origin}/v1` }, async () => {
      assert.equal(await takeSuggestion('qzxwa'), 'let qzxwa = 42;');
    });
    assert.deepEqual([...new Set(server.posts.map(({ path }) => path))], ['/v1/completions']);
    assert.deepEqual(window.messages, []);
  });

  it('a wrong key: one message; the right one is used at once, and seen by nobody', async () => {
    const { cerebras } = serverKinds;
    const server = await serve(asked => cerebras.reply(asked, filled));
    await withSettings({ model: cerebras.model, endpoint: `${server.origin}/v1` }, async () => {
      const opened = (): number => log().filter(line => /\bconnection endpoint=http/.test(line)).length;
      let before = 0;
      window.typeIntoInputBox('csk-a-wrong-one');
      await vscode.commands.executeCommand('codexSpark.setApiKey');
      try {
        await withDocument('javascript', '█', async () => {
          await type('let qzxwb');
          const message = await waitFor('a message', () => window.messages.at(0));
          assert.match(message.text, /http:\/\/127\.0\.0\.1:\d+ refused the API key/);
          window.typeIntoInputBox('csk-standin0123456789');
          before = opened();
          message.answer('Set API Key');
        });
        await waitFor('another connection', () => opened() > before || undefined);
        assert.equal(await takeSuggestion('qzxwc'), 'let qzxwc = 42;');
        if (process.platform === 'linux') {
          const lines = gatewayArguments();
          assert.ok(lines.length > 0, 'the gateway runs');
          for (const line of lines) assert.doesNotMatch(line, /csk-/);
        }
        assert.ok(log().some(line => line.includes('upstream found')));
        assert.doesNotMatch(log().join('\n'), /csk-/);
        assert.equal(window.messages.length, 1);
      } finally {
        await vscode.commands.executeCommand('codexSpark.removeApiKey');
      }
    });
  });

  it('a model that is not there: says so once, in the words of the server, and how to choose another', async () => {
    const { ollama } = serverKinds;
    const server = await serve(asked => ollama.reply(asked, completed));
    await withSettings({ model: 'gpt-9', endpoint: server.origin }, async () => {
      await withDocument('javascript', '█', async () => {
        for (const line of ['let qzxwd', '\nlet qzxwe', '\nlet qzxwf']) {
          await type(line);
          await waitFor('a message', () => window.messages.at(0));
        }
        const [message] = window.messages;
        assert.match(message?.text ?? '', /refused the request\. .*model 'gpt-9' not found/);
        assert.deepEqual(message?.buttons, ['Connect a Model', 'Show Log']);
        assert.equal(window.messages.length, 1);
      });
    });
  });

  it('a web page in the place of a server: says so', async () => {
    const page = '<!doctype html><title>Welcome to nginx!</title>';
    const server = await serve(() => ({ headers: { 'content-type': 'text/html' }, steps: [page] }));
    await withSettings({ endpoint: server.origin }, async () => {
      await withDocument('javascript', '█', async () => {
        await type('let qzxwg');
        const message = await waitFor('a message', () => window.messages.at(0));
        assert.match(message.text, /a web page \("Welcome to nginx!"\), not an API/);
      });
    });
  });

  it('a server that is not there yet: says so, and goes on when it has come', async () => {
    const free = createServer();
    const port = await listen(free);
    await new Promise(resolve => free.close(resolve));
    await withSettings({ endpoint: `http://127.0.0.1:${port}/v1` }, async () => {
      await withDocument('javascript', '█', async () => {
        await type('let qzxwh');
        const message = await waitFor('a message', () => window.messages.at(0));
        assert.match(message.text, /127\.0\.0\.1:\d+ cannot be reached: nothing listens there/);
        const front = await serve(asked => serverKinds.vllm.reply(asked, completed));
        const door = await startFront(front.port, undefined, port);
        try {
          message.answer('Retry');
          await waitFor('the server to be found', () => front.asked.length > 0 || undefined);
          assert.equal(await takeSuggestion('qzxwi'), 'let qzxwi = 42;');
        } finally {
          await door.stop();
        }
      });
    });
  });
});

describe('several endpoints', function () {
  this.timeout(patience);

  it('two endpoints, two sockets; features with the same one share it', async () => {
    const { extensionPath, exports } = await extensionUnderTest();
    const gateway = await startRemoteGateway(extensionPath);
    const fast = await startFront(gateway.port);
    const strong = await startFront(gateway.port);
    const headers = { Authorization: `Bearer ${gateway.token}` };
    const endpoints = {
      fast: { url: `ws://127.0.0.1:${fast.port}/v1`, headers },
      strong: { url: `ws://127.0.0.1:${strong.port}/v1`, headers },
    };
    const session = await v.parse(api, exports).initializeSession();
    const edit = (): Promise<string> => session.optimizeCode(recursive, { languageId: 'javascript' });
    const suggest = async (): Promise<void> =>
      withDocument('javascript', 'const alphabet = 1;\nconst alphabeta = alphabet;\n█', () =>
        type('const alp'),
      );
    try {
      await withSettings({ endpoints, 'inline.endpoint': 'fast', endpoint: 'strong' }, async () => {
        await suggest();
        await waitFor('the first socket', () => fast.connections() > 0 || undefined);
        assert.equal(strong.connections(), 0, 'nothing is asked of the other yet');
        assert.match(await edit(), /\b(for|while)\b/);
        assert.deepEqual([fast.connections(), strong.connections()], [1, 1]);
      });
      await withSettings({ endpoints, endpoint: 'fast' }, async () => {
        await suggest();
        assert.match(await edit(), /\b(for|while)\b/);
        assert.deepEqual([fast.connections(), strong.connections()], [2, 1]);
      });
    } finally {
      await fast.stop();
      await strong.stop();
      await gateway.stop();
    }
  });

  it('what one feature cannot use leaves the others alone', async () => {
    const window = standInForWindow();
    try {
      await withSettings({ 'chat.endpoint': 'nowhere' }, async () => {
        const message = await waitFor('a message', () => window.messages.at(0));
        assert.match(message.text, /"nowhere" is neither "local" nor a URL/);
        const session = await v.parse(api, (await extensionUnderTest()).exports).initializeSession();
        await session.optimizeCode(recursive, { languageId: 'javascript' });
      });
    } finally {
      window.dispose();
    }
  });
});
