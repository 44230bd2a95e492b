import { connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { generate } from 'selfsigned';

/** A server in front of another one: it hands bytes on and counts who comes. */
export interface Front {
  readonly port: number;
  /** Connections so far. For TLS: those whose handshake succeeded. */
  readonly connections: () => number;
  stop(): Promise<void>;
}

/** A key with its self-signed certificate, PEM. */
export interface Identity {
  readonly key: string;
  readonly certificate: string;
}

/** Makes an identity that nobody trusts by itself, for these host names. */
export async function selfSigned(...names: readonly string[]): Promise<Identity> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: names[0] ?? 'localhost' }], {
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: names.map(value => ({ type: 2, value })) }],
  });
  return { key, certificate: cert };
}

/**
 * Listens on loopback in front of the port `target`; with an identity it speaks TLS to its clients.
 * @param at the port to listen on; any free one without it
 */
export async function startFront(target: number, identity?: Identity, at = 0): Promise<Front> {
  let connections = 0;
  const open = new Set<Socket>();
  const relay = (client: Socket): void => {
    connections++;
    const upstream = connect({ port: target, host: '127.0.0.1' });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  };
  const server: Server = identity
    ? createTlsServer({ key: identity.key, cert: identity.certificate }, relay)
    : createTcpServer(relay);
  server.on('tlsClientError', () => undefined);
  const port = await listen(server, at);
  return {
    port,
    connections: () => connections,
    stop: () => {
      for (const socket of open) socket.destroy();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}

/** Binds a server to loopback; resolves with its port. */
export async function listen(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
