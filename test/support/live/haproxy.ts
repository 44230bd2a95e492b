import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../freePort';
import { LineProcess } from '../gateway/lineProcess';
import { waitFor } from '../host/waitFor';
import type { LiveParts } from './liveParts';

/** A balancer in front of gateways, and one in front of the servers behind them, in one process. */
export interface Balancers {
  /** Port in front of the gateways. */
  readonly gateways: number;
  /** Port in front of the servers. */
  readonly servers: number;
  readonly process: LineProcess;
  stop(): Promise<void>;
}

/** Looks often: a person would say seconds. */
const check = 'check inter 200ms fastinter 100ms fall 2 rise 1';

/**
 * Starts HAProxy as docs/serving-a-team.md says: TCP, health check `GET /ready`, no sticky sessions.
 * @param gateways their ports
 * @param servers ports of the servers behind them
 */
export async function startHaproxy(
  { command, libraries }: NonNullable<LiveParts['haproxy']>,
  gateways: readonly number[],
  servers: readonly number[],
): Promise<Balancers> {
  const folder = await mkdtemp(path.join(tmpdir(), 'haproxy-'));
  const file = path.join(folder, 'haproxy.cfg');
  const ports = { gateways: await freePort(), servers: await freePort() };
  const line = (name: string, port: number, at: number): string =>
    `  server ${name}${at} 127.0.0.1:${port} ${check}`;
  await writeFile(
    file,
    [
      'global',
      '  maxconn 1000',
      'defaults',
      '  timeout connect 2s',
      '  timeout client 1h',
      '  timeout server 1h',
      'listen gateways',
      '  mode tcp',
      `  bind 127.0.0.1:${ports.gateways}`,
      '  balance leastconn',
      '  option redispatch',
      '  option httpchk GET /ready',
      ...gateways.map((port, at) => line('gateway', port, at)),
      'listen servers',
      '  mode http',
      `  bind 127.0.0.1:${ports.servers}`,
      '  balance leastconn',
      '  option redispatch',
      '  option httpchk GET /health',
      ...servers.map((port, at) => line('server', port, at)),
      '',
    ].join('\n'),
  );
  const environment = { ...globalThis.process.env, LD_LIBRARY_PATH: libraries };
  const process = new LineProcess(command, ['-db', '-f', file], environment, folder);
  const stop = async (): Promise<void> => {
    await process.kill();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.race([
      waitFor('HAProxy', () => accepts(ports.gateways)),
      process.exited.then(() => Promise.reject(new Error(`HAProxy ended: ${process.errors}`))),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...ports, process, stop };
}

function accepts(port: number): Promise<true | undefined> {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1' }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(undefined));
  });
}
