import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OpenGateway } from '../../../src/editor/endpoints/openGateway';
import { removeClaim, writeClaim } from '../../../src/gateway/claimFile';
import { Holds } from '../../../src/gateway/server/holds';

/** A gateway that is shared, as far as sharing goes: it ends when who started it and all who hold on to it are gone. */
export interface SomeGateway {
  readonly isAlive: boolean;
  /** It dies, and its file stays. */
  kill(): void;
}

/** Gateways of one claim, in this process. */
export class SomeGateways {
  private readonly all: SomeGateway[] = [];

  constructor(private readonly claim: string) {}

  /** Those that live. */
  get alive(): readonly SomeGateway[] {
    return this.all.filter(({ isAlive }) => isAlive);
  }

  /** Starts one, as a child of a window that ends its input with `dispose`. */
  async start(): Promise<OpenGateway> {
    const token = String(this.all.length).padStart(64, '0');
    const holds = new Holds(token);
    const server = createServer((request, response) => {
      const refusal = holds.take(request, response);
      if (refusal) response.writeHead(refusal.status).end();
    });
    let isAlive = true;
    let hasParent = true;
    let tellEnd = (): void => undefined;
    const ended = new Promise<void>(resolve => (tellEnd = resolve));
    const end = (): void => {
      if (!isAlive) return;
      isAlive = false;
      server.closeAllConnections();
      server.close();
      tellEnd();
    };
    const look = (): void => {
      if (hasParent || holds.size > 0 || !isAlive) return;
      removeClaim(this.claim, process.pid);
      end();
    };
    holds.onDidLeave(look);
    this.all.push({
      get isAlive() {
        return isAlive;
      },
      kill: end,
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const address = {
      url: `ws://127.0.0.1:${port}/v1/responses`,
      http: `http://127.0.0.1:${port}/v1`,
      token,
    };
    await writeClaim(this.claim, { ...address, pid: process.pid });
    return {
      address,
      ended,
      dispose() {
        hasParent = false;
        look();
      },
    };
  }
}
