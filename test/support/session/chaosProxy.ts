import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Clock } from '../../../src/common/clock';

/** What a proxy does to one connection, once `after` bytes have passed in the given direction. */
export interface Fault {
  readonly kind:
    | 'none'
    /** Both ends see a reset. */
    | 'reset'
    /** Nothing passes any more and nobody is told: a half-open connection. */
    | 'drop'
    /** The direction is ended, the other one stays. */
    | 'half-close'
    /** Everything is held back for `ms`. */
    | 'delay'
    /** Everything passes in pieces of `size` bytes. */
    | 'split'
    /** Bytes are collected to `size` or until `ms` have passed. */
    | 'merge'
    /** A piece of garbage is put in. */
    | 'corrupt'
    /** The connection is answered with an HTTP status and never reaches the server. */
    | 'status';
  readonly direction: 'up' | 'down';
  readonly after: number;
  readonly size: number;
  readonly ms: number;
  readonly status: number;
}

/** A TCP proxy that mistreats connections as told. Time is the test's own. */
export class ChaosProxy {
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  /** Listens on loopback in front of `target`; `faultOf` is asked for every connection. */
  static async listen(target: number, faultOf: () => Fault, clock: () => Clock): Promise<ChaosProxy> {
    const server = createServer({ allowHalfOpen: true });
    const proxy = new ChaosProxy(server);
    server.on('connection', client => proxy.serve(client, target, faultOf(), clock()));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    const address = this.server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  /** Ends every connection, as between two runs. */
  cutAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cutAll();
    await new Promise(resolve => this.server.close(resolve));
  }

  private serve(client: Socket, target: number, fault: Fault, clock: Clock): void {
    this.own(client);
    if (fault.kind === 'status') {
      client.once('data', () => {
        client.end(
          `HTTP/1.1 ${fault.status} Chaos\r\nContent-Length: 0\r\nRetry-After: 1\r\nConnection: close\r\n\r\n`,
        );
      });
      return;
    }
    const server = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true });
    this.own(server);
    pipe(client, server, fault.direction === 'up' ? fault : undefined, clock);
    pipe(server, client, fault.direction === 'down' ? fault : undefined, clock);
  }

  private own(socket: Socket): void {
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
  }
}

/** Passes bytes from one end to the other, with the fault from its offset on. */
function pipe(from: Socket, to: Socket, fault: Fault | undefined, clock: Clock): void {
  let passed = 0;
  let struck = false;
  let held: Buffer[] = [];
  let holding = false;

  const release = (): void => {
    holding = false;
    const all = Buffer.concat(held);
    held = [];
    if (all.length > 0 && to.writable) to.write(all);
  };

  from.on('data', data => {
    passed += data.length;
    if (!fault || fault.kind === 'none' || passed <= fault.after) {
      to.write(data);
      return;
    }
    switch (fault.kind) {
      case 'reset':
        from.resetAndDestroy();
        to.resetAndDestroy();
        return;
      case 'drop':
        return;
      case 'half-close':
        to.end();
        return;
      case 'split':
        for (let at = 0; at < data.length; at += fault.size) to.write(data.subarray(at, at + fault.size));
        return;
      case 'corrupt':
        to.write(struck ? data : Buffer.concat([Buffer.alloc(fault.size, 0xfe), data]));
        struck = true;
        return;
      case 'delay':
      case 'merge':
        held.push(data);
        if (fault.kind === 'merge' && held.reduce((sum, { length }) => sum + length, 0) >= fault.size)
          release();
        else if (!holding) {
          holding = true;
          clock.setTimeout(release, fault.ms);
        }
        return;
      default:
        to.write(data);
    }
  });
  from.on('end', () => {
    release();
    if (fault?.kind !== 'drop' || passed <= fault.after) to.end();
  });
  from.on('close', () => {
    if (fault?.kind !== 'drop' || passed <= fault.after) to.destroy();
  });
}
