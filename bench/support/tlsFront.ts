import { connect } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { generate } from 'selfsigned';

/** A TLS server that hands the decrypted bytes on, as the balancer in front of a hosted API does. */
export interface TlsFront {
  readonly port: number;
  /** Its certificate, PEM: the authority a client has to trust. */
  readonly ca: string;
  stop(): Promise<void>;
}

/** Terminates TLS 1.3 on loopback in front of `target`. */
export async function startTlsFront(target: number): Promise<TlsFront> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    algorithm: 'sha256',
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const server: Server = createServer({ key, cert, minVersion: 'TLSv1.3' }, client => {
    const upstream = connect({ port: target, host: '127.0.0.1' });
    upstream.setNoDelay(true);
    client.setNoDelay(true);
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the TLS server has no port');
  return { port: address.port, ca: cert, stop: () => new Promise(resolve => server.close(() => resolve())) };
}
