import type { Turn } from '../../../src/session/turn';
import { figure } from './figures';
import { firstText, LiveRig } from './liveRig';
import { LlamaServer, type LlamaOptions } from './llamaServer';

/** llama.cpp's own server, and the product in front of it. */
export interface LlamaRig {
  readonly server: LlamaServer;
  readonly rig: LiveRig;
}

/** Registers the hooks of the `describe` it is called in; server and session are there when its tests run, and idle. */
export function llamaRig(options: LlamaOptions): () => LlamaRig {
  let there: LlamaRig | undefined;
  const current = (): LlamaRig => {
    if (!there) throw new Error('only inside of tests');
    return there;
  };
  before(async () => {
    const server = await LlamaServer.start(options);
    there = { server, rig: await LiveRig.start(server.origin) };
  });
  after(async () => {
    const { server, rig } = current();
    await rig.dispose();
    await server.stop();
  });
  afterEach(async function () {
    const { server, rig } = current();
    if (this.currentTest?.state === 'failed') console.error(rig.log.join('\n'), rig.gateway.process.errors);
    await server.idle();
    rig.untroubled();
  });
  return current;
}

/**
 * Cancels a turn once it is being written. Resolves when the server is done with it, to the steps it has computed since
 * `before`.
 */
export async function cancelWriting(server: LlamaServer, start: () => Turn): Promise<number> {
  const before = await server.counts();
  const turn = start();
  await firstText(turn);
  const cancelledAt = performance.now();
  turn.cancel();
  await server.idle();
  figure('idle after a cancel while it wrote', `${(performance.now() - cancelledAt).toFixed(0)} ms`);
  return (await server.counts()).steps - before.steps;
}
