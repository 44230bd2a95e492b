import { once } from 'node:events';
import { lookup } from 'node:dns/promises';
import { isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { t } from '../../common/l10n';
import { codeOf, messageOf } from '../../common/thrown';
import { explainCode } from '../endpoints/explainFailure';
import type { Finding, Step } from './step';
import { openTcp, openTunnel, proxyPort } from './tunnel';

/** How long one network step may take, in ms. */
const defaultLimitMs = 10_000;

/** Where the network steps look. */
export interface NetworkTarget {
  readonly host: string;
  readonly port: number;
  /** Whether the endpoint is `wss:` or `https:`. */
  readonly secure: boolean;
  /** The proxy between, as `http://host:port`; undefined when there is none. */
  readonly proxy: URL | undefined;
  /** All certificate authorities to trust, PEM; undefined for the usual ones. */
  readonly ca: readonly string[] | undefined;
  /** How long one step may take, in ms; 10 s by default. */
  readonly limitMs?: number;
}

/** Name look-up, proxy and TLS, as steps. Behind a proxy it is the proxy that looks up names and reaches out. */
export function networkSteps(target: NetworkTarget): Step[] {
  const step = (
    name: string,
    work: (target: NetworkTarget, signal: AbortSignal) => Promise<Finding>,
  ): Step => ({
    name,
    run: signal => limited(target, signal, work),
  });
  return [step(t('Host name'), lookUp), step(t('Proxy'), reachProxy), step(t('TLS certificate'), shakeHands)];
}

async function lookUp({ host, proxy }: NetworkTarget): Promise<Finding> {
  if (proxy) return { outcome: 'skipped', detail: t('The proxy looks it up.') };
  const addresses = await lookup(host, { all: true });
  return { outcome: 'ok', detail: addresses.map(({ address }) => address).join(', ') };
}

async function reachProxy(target: NetworkTarget, signal: AbortSignal): Promise<Finding> {
  const { proxy, secure } = target;
  if (!proxy) return { outcome: 'skipped', detail: t('None is set.') };
  const name = `${proxy.protocol}//${proxy.host}`;
  try {
    if (secure && proxy.protocol === 'http:') return await askForTunnel(target, proxy, signal);
    (await openTcp(proxy.hostname, proxyPort(proxy), signal)).destroy();
  } catch (error) {
    signal.throwIfAborted();
    return {
      outcome: 'failed',
      detail: `${name}: ${failed(error).detail}`,
      advice: t('Check the setting "http.proxy" and the environment variable HTTPS_PROXY.'),
    };
  }
  const warning = secure
    ? ''
    : t(' Many proxies do not let ws:// through: use wss:// if the next step fails.');
  return { outcome: 'ok', detail: t('{0} answers.{1}', name, warning) };
}

async function askForTunnel(
  { host, port }: NetworkTarget,
  proxy: URL,
  signal: AbortSignal,
): Promise<Finding> {
  const name = `${proxy.protocol}//${proxy.host}`;
  const { status, socket } = await openTunnel(proxy, host, port, signal);
  socket?.destroy();
  if (status === 200)
    return { outcome: 'ok', detail: t('{0} lets us through to {1}:{2}.', name, host, port) };
  if (status === 407) {
    // VS Code asks the user for them, or the system; only the real attempt shows whether they do.
    return { outcome: 'ok', detail: t('{0} answers and wants a user name and password.', name) };
  }
  return {
    outcome: 'failed',
    detail: t('{0} does not let us through to {1}:{2} (HTTP {3}).', name, host, port, status),
    advice: t('Check the host in "codexSpark.endpoint", or ask whoever runs the proxy to allow it.'),
  };
}

async function shakeHands(target: NetworkTarget, signal: AbortSignal): Promise<Finding> {
  const { host, port, secure, proxy } = target;
  if (!secure) return { outcome: 'skipped', detail: t('The connection is not encrypted.') };
  if (!proxy) return checkCertificate(target, await openTcp(host, port, signal), signal);
  const tunnel = proxy.protocol === 'http:' ? await openTunnel(proxy, host, port, signal) : undefined;
  if (!tunnel?.socket)
    return { outcome: 'skipped', detail: t('Checked through the proxy in the next step.') };
  return checkCertificate(target, tunnel.socket, signal);
}

/** Ends the connection, whatever comes of it. */
async function checkCertificate(
  { host, ca }: NetworkTarget,
  connection: Socket,
  signal: AbortSignal,
): Promise<Finding> {
  // A name, not an address, is what a server chooses its certificate by.
  const name = isIP(host) ? {} : { servername: host };
  const socket: TLSSocket = connectTls({ socket: connection, host, ...name, ...(ca ? { ca: [...ca] } : {}) });
  try {
    await once(socket, 'secureConnect', { signal });
    const { issuer, valid_to: until } = socket.getPeerCertificate();
    const by = issuer.O ?? issuer.CN ?? t('an unnamed authority');
    return {
      outcome: 'ok',
      detail: t('{0}, issued by {1}, valid until {2}.', socket.getProtocol() ?? 'TLS', String(by), until),
    };
  } finally {
    socket.on('error', () => undefined).destroy();
    connection.destroy();
  }
}

/** Runs a step within its time; what it throws becomes its finding, except when the user cancels. */
async function limited(
  target: NetworkTarget,
  cancel: AbortSignal,
  work: (target: NetworkTarget, signal: AbortSignal) => Promise<Finding>,
): Promise<Finding> {
  const limit = AbortSignal.timeout(target.limitMs ?? defaultLimitMs);
  try {
    return await work(target, AbortSignal.any([cancel, limit]));
  } catch (error) {
    if (cancel.aborted) throw new DOMException('cancelled', 'AbortError');
    return limit.aborted ? failed(undefined, 'ETIMEDOUT') : failed(error);
  }
}

function failed(error: unknown, code = codeOf(error)): Finding & { readonly outcome: 'failed' } {
  return {
    outcome: 'failed',
    ...explainCode(code, messageOf(error, t('The connection failed.'))),
  };
}
