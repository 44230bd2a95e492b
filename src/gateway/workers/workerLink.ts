import type { ClientEngineParts } from '../clients/clientEngines';
import type { Clock } from '../../common/clock';
import type { GatewayServer } from '../server/gatewayServer';
import { socketsOfAll } from './socketsOfAll';
import type { SocketRoom } from '../admission/socketRoom';
import { readToWorker, type FromWorker } from './messages';
import { workerGate, type WorkerGate } from './workerGate';

/** What a worker has of the first process. */
export interface WorkerLink {
  readonly makeGate: NonNullable<ClientEngineParts['makeGate']>;
  /** Room for a WebSocket, of which the first process decides. */
  readonly sockets: SocketRoom;
  /** The figures of all workers together. */
  readonly allFigures: () => Promise<string>;
  /** Says that this worker listens, and does from now on what it is told. */
  serve(
    server: GatewayServer,
    told: { readonly reload: (config: string | undefined) => void; readonly end: () => void },
  ): void;
}

/**
 * The link of this process, which is a worker, to the first one. The worker ends when that is gone.
 * @param isShared whether there are several clients
 */
export function openWorkerLink(clock: Clock, isShared: () => boolean): WorkerLink {
  const say = (message: FromWorker): void => {
    if (process.connected) process.send?.(message);
  };
  const texts = new Map<number, (text: string) => void>();
  let ids = 0;
  let gate: WorkerGate | undefined;
  const sockets = socketsOfAll(say, isShared);
  return {
    sockets,
    makeGate(onWaited) {
      gate = workerGate(say, { now: () => clock.now(), isShared, onWaited });
      return gate;
    },
    allFigures() {
      const id = ids++;
      say({ kind: 'figures?', id });
      return new Promise(resolve => texts.set(id, resolve));
    },
    serve(server, { reload, end }) {
      process.on('message', (given: unknown) => {
        const message = readToWorker(given);
        if (message?.kind === 'reload') reload(message.config);
        else if (message?.kind === 'end') end();
        else if (message?.kind === 'collect') {
          const { id } = message;
          void server.metrics.json().then(json => say({ kind: 'figures', id, json }));
        } else if (message?.kind === 'text') {
          texts.get(message.id)?.(message.text);
          texts.delete(message.id);
        } else if (message?.kind === 'socket') sockets.told(message);
        else if (message) gate?.take(message);
      });
      process.once('disconnect', () => process.exit(1));
      say({ kind: 'listening', url: server.url, http: server.http });
    },
  };
}
