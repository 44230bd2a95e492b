import { lookup } from 'node:dns/promises';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { explainCode } from './explainFailure';
import type { Finding, Step } from './step';

/** How long one network step may take, in ms. */
const limitMs = 10_000;

/** Where the network steps look. */
export interface NetworkTarget {
  readonly host: string;
  readonly port: number;
  /** Whether the endpoint is `wss:`. */
  readonly secure: boolean;
  /** The proxy between, as `http://host:port`; undefined when there is none. */
  readonly proxy: URL | undefined;
  /** All certificate authorities to trust, PEM; undefined for the usual ones. */
  readonly ca: readonly string[] | undefined;
}

/** Name look-up, proxy and TLS, as steps. Behind a proxy it is the proxy that looks up names and reaches out. */
export function networkSteps(target: NetworkTarget): Step[] {
  return [
    { name: 'Host name', run: () => lookUp(target) },
    { name: 'Proxy', run: signal => reachProxy(target, signal) },
    { name: 'TLS certificate', run: signal => shakeHands(target, signal) },
  ];
}

async function lookUp({ host, proxy }: NetworkTarget): Promise<Finding> {
  if (proxy) return { outcome: 'skipped', detail: 'The proxy looks it up.' };
  try {
    const addresses = await lookup(host, { all: true });
    return { outcome: 'ok', detail: addresses.map(({ address }) => address).join(', ') };
  } catch (error) {
    return failed(error);
  }
}

async function reachProxy({ proxy }: NetworkTarget, signal: AbortSignal): Promise<Finding> {
  if (!proxy) return { outcome: 'skipped', detail: 'None is set.' };
  const port = Number(proxy.port) || (proxy.protocol === 'https:' ? 443 : 80);
  return attempt(signal, done => {
    const socket = connectTcp({ host: proxy.hostname, port }, () =>
      done({ outcome: 'ok', detail: `${proxy.protocol}//${proxy.host} answers.` }),
    );
    return socket;
  });
}

async function shakeHands(
  { host, port, secure, proxy, ca }: NetworkTarget,
  signal: AbortSignal,
): Promise<Finding> {
  if (!secure) return { outcome: 'skipped', detail: 'ws:// is not encrypted.' };
  if (proxy) return { outcome: 'skipped', detail: 'Checked through the proxy in the next step.' };
  return attempt(signal, done => {
    const socket: TLSSocket = connectTls(
      { host, port, servername: host, ...(ca ? { ca: [...ca] } : {}) },
      () => {
        const { issuer, valid_to: until } = socket.getPeerCertificate();
        const by = issuer.O ?? issuer.CN ?? 'an unnamed authority';
        done({
          outcome: 'ok',
          detail: `${socket.getProtocol() ?? 'TLS'}, issued by ${String(by)}, valid until ${until}.`,
        });
      },
    );
    return socket;
  });
}

/** Runs one connection attempt; the socket ends with it, however it goes. */
function attempt(
  signal: AbortSignal,
  open: (done: (finding: Finding) => void) => {
    once(event: 'error', listener: (error: Error) => void): unknown;
    destroy(): unknown;
  },
): Promise<Finding> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      settle();
    };
    const onAbort = (): void => finish(() => reject(new DOMException('cancelled', 'AbortError')));
    const socket = open(finding => finish(() => resolve(finding)));
    socket.once('error', error => finish(() => resolve(failed(error))));
    const timer = setTimeout(() => finish(() => resolve(failed({ code: 'ETIMEDOUT' }))), limitMs);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

function failed(error: unknown): Finding {
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
  return {
    outcome: 'failed',
    ...explainCode(code, error instanceof Error ? error.message : 'The connection failed.'),
  };
}
