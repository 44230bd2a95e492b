import assert from 'node:assert/strict';
import { createDeferred } from '../../../../src/common/deferred';
import { laterSocketOpener } from '../../../../src/session/connection/laterSocket';
import type { OpenSocket, SocketListener } from '../../../../src/session/connection/socket';

const target = { url: 'ws://127.0.0.1:1', headers: {}, maxFrameBytes: 1 };

describe('laterSocketOpener', () => {
  let opened: SocketListener[];
  let calls: string[];
  const real: OpenSocket = (_, listener) => {
    opened.push(listener);
    return {
      send: frame => void calls.push(`send ${frame}`),
      ping: () => void calls.push('ping'),
      bufferedBytes: 7,
      close: code => void calls.push(`close ${code}`),
      dispose: () => void calls.push('dispose'),
    };
  };
  const listener = (): SocketListener => ({
    onOpen: () => {},
    onOpenFailed: ({ message }) => void calls.push(message),
    onText: () => {},
    onBinary: () => {},
    onPong: () => {},
    onClose: () => {},
  });
  beforeEach(() => {
    [opened, calls] = [[], []];
  });
  const settled = () => new Promise(resolve => setImmediate(resolve));

  it('loads once, and hands everything on', async () => {
    let loads = 0;
    const open = laterSocketOpener(() => {
      loads++;
      return Promise.resolve(real);
    });
    const socket = open(target, listener());
    socket.send('too early');
    socket.ping();
    assert.equal(socket.bufferedBytes, 0);
    await settled();
    socket.send('a');
    socket.ping();
    socket.close(1000, '');
    socket.dispose();
    assert.deepEqual(calls, ['send a', 'ping', 'close 1000', 'dispose']);
    assert.equal(socket.bufferedBytes, 7);
    open(target, listener());
    assert.equal(opened.length, 2, 'the second one at once');
    assert.equal(loads, 1);
  });

  it('opens nothing that was dropped meanwhile', async () => {
    const loading = createDeferred<OpenSocket>();
    const socket = laterSocketOpener(() => loading.promise)(target, listener());
    socket.dispose();
    loading.resolve(real);
    await settled();
    assert.deepEqual([opened.length, calls], [0, []]);
  });

  it('tells of one that was closed meanwhile, once', async () => {
    const loading = createDeferred<OpenSocket>();
    const socket = laterSocketOpener(() => loading.promise)(target, listener());
    socket.close(1000, '');
    socket.close(1000, '');
    await settled();
    loading.resolve(real);
    await settled();
    assert.deepEqual([opened.length, calls], [0, ['The connection ended before it was opened.']]);
  });

  it('tells when the code cannot be loaded', async () => {
    laterSocketOpener(() => Promise.reject(new Error('no such file')))(target, listener());
    await settled();
    assert.deepEqual(calls, ['no such file']);
  });
});
