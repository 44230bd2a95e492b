import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Clock } from '../../common/clock';
import type { Claim } from '../../protocol/claim';
import { holdHeaders, holdPath, signedBy } from '../../protocol/hold';
import type { OpenGateway } from './openGateway';

/** How long a gateway gets to show that it is the one, in ms. One that does not is not waited for. */
const answerMs = 2_000;

/**
 * Holds on to a gateway that another window has started, if it is still there and shows that it knows the token; resolves to
 * undefined where that is not so. Never rejects. What is returned holds on until it is disposed.
 */
export function holdGateway(
  { url, http, token }: Claim,
  clock: Clock,
  signal: AbortSignal,
): Promise<OpenGateway | undefined> {
  const proof = (side: 'client' | 'gateway', nonce: string): Buffer =>
    Buffer.from(createHmac('sha256', token).update(signedBy(side, nonce)).digest('hex'));
  const nonce = randomBytes(32).toString('hex');
  const isRight = ({ statusCode, headers }: IncomingMessage): boolean => {
    const given = Buffer.from(String(headers[holdHeaders.proof]));
    const right = proof('gateway', nonce);
    return statusCode === 200 && given.length === right.length && timingSafeEqual(given, right);
  };
  return new Promise(resolve => {
    const port = Number(new URL(http).port);
    const socket = connect({ host: '127.0.0.1', port });
    const agent = new Agent({ keepAlive: false });
    // This socket and no other: no proxy of the editor's comes between.
    agent.createConnection = () => socket;
    const call = request({
      agent,
      host: '127.0.0.1',
      port,
      path: holdPath,
      headers: { [holdHeaders.nonce]: nonce, [holdHeaders.proof]: proof('client', nonce).toString() },
    });
    const finish = (held: OpenGateway | undefined): void => {
      timer.dispose();
      signal.removeEventListener('abort', giveUp);
      if (!held) socket.destroy();
      resolve(held);
    };
    const giveUp = (): void => finish(undefined);
    const timer = clock.setTimeout(giveUp, answerMs);
    signal.addEventListener('abort', giveUp, { once: true });
    const ended = new Promise<void>(end => socket.once('close', () => end()));
    socket.on('error', giveUp);
    call.on('error', giveUp);
    call.on('response', response => {
      response.on('error', () => undefined).resume();
      if (!isRight(response)) return giveUp();
      finish({ address: { url, http, token }, ended, dispose: () => socket.destroy() });
    });
    call.end();
    if (signal.aborted) giveUp();
  });
}
