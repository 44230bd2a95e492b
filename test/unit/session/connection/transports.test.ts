import assert from 'node:assert/strict';
import type { OpenSocket } from '../../../../src/session/connection/socket';
import { Transports } from '../../../../src/session/connection/transports';

describe('Transports', () => {
  const opened: string[] = [];
  const webSocket: OpenSocket = () => {
    opened.push('WebSocket');
    return { send() {}, ping() {}, bufferedBytes: 0, close() {}, dispose() {} };
  };
  const listener = { onOpen() {}, onOpenFailed() {}, onText() {}, onBinary() {}, onPong() {}, onClose() {} };
  const ways = (transports: Transports): [opens: number, http: boolean] => {
    opened.length = 0;
    transports.open({ url: 'ws://test', headers: {}, maxFrameBytes: 1 }, listener).dispose();
    return [opened.length, transports.http];
  };
  const post = (): Promise<never> => Promise.reject(new Error('There is no HTTP in this test.'));

  it('go over WebSocket until the endpoint has none, and try that again when a user wants to', () => {
    const transports = new Transports(webSocket, post);
    assert.deepEqual(ways(transports), [1, false]);
    assert.equal(transports.fallBack(), true);
    assert.deepEqual(ways(transports), [0, true]);
    assert.equal(transports.fallBack(), false, 'there is no third way');
    transports.reset();
    assert.deepEqual(ways(transports), [1, false]);
    assert.equal(transports.fallBack(), true);
  });

  it('have no other way than WebSocket where there is no HTTP', () => {
    const transports = new Transports(webSocket, undefined);
    assert.equal(transports.fallBack(), false);
    assert.deepEqual(ways(transports), [1, false]);
  });
});
