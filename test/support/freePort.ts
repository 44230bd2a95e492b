import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port that nobody listens at, for a process that is to be found there. */
export async function freePort(hostname = '127.0.0.1'): Promise<number> {
  const probe = createServer().listen(0, hostname);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  return address.port;
}
