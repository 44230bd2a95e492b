import assert from 'node:assert/strict';
import type { WebSocket } from 'ws';
import { waitFor } from '../support/host/waitFor';
import { expectSuggestion, withRecallableFile, withSettings } from '../support/network/editing';
import { extensionUnderTest, patience } from '../support/network/extension';
import { startGarbageServer } from '../support/network/garbageServer';
import { standInForWindow, type WindowStandIn } from '../support/network/window';

describe('network: a server that talks nonsense', function () {
  this.timeout(patience);

  let window: WindowStandIn;

  before(extensionUnderTest);
  beforeEach(() => {
    window = standInForWindow();
  });
  afterEach(() => window.dispose());

  const big = Buffer.alloc(20_000_000, 'x');
  const nonsense = /^Codex Spark: ws:\/\/127\.0\.0\.1:\d+ does not speak the Responses protocol\./;
  const manners: readonly [name: string, say: (socket: WebSocket) => void, message: RegExp][] = [
    ['text that is not JSON', socket => socket.send('<html>Welcome!</html>'), nonsense],
    ['binary frames', socket => socket.send(Buffer.from([0, 1, 2, 255])), nonsense],
    ['JSON of another shape', socket => socket.send('[{"choices":[]}]'), nonsense],
    [
      'an event of the protocol in a wrong shape',
      socket => socket.send('{"type":"response.completed","response":42}'),
      nonsense,
    ],
    ['a frame of 20 MB', socket => socket.send(big, { binary: false }), /A message was larger than/],
  ];
  for (const [name, say, expected] of manners) {
    it(`${name}: one message, no keystroke lost`, async () => {
      const server = await startGarbageServer(say);
      try {
        await withSettings({ endpoint: `ws://127.0.0.1:${server.port}/v1` }, async () => {
          await withRecallableFile(async file => {
            await file.type('let a = 1;');
            const message = await waitFor('a message', () => window.messages[0]);
            assert.match(message.text, expected);
            assert.ok(message.buttons.includes('Open Settings'), message.buttons.join());
            await file.type('\nlet b;');
            await new Promise(resolve => setTimeout(resolve, 800));
            assert.equal(file.typed(), 'let a = 1;\nlet b;');
            assert.equal(window.messages.length, 1);
          });
        });
      } finally {
        await server.stop();
      }
    });
  }

  it('the embedded engine works again afterwards', async () => {
    await expectSuggestion();
    assert.deepEqual(window.messages, []);
  });
});
