import { isIP } from 'node:net';
import { parseUrl } from '../../../common/parseUrl';
import { UpstreamError } from '../upstreamError';

type Environment = Readonly<Record<string, string | undefined>>;

/** How an address is reached. */
export type Route =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly proxy: string }
  /** The proxy that is set cannot be used; `reason` is a sentence for the user. */
  | { readonly kind: 'none'; readonly reason: string };

/**
 * Reads `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in lower or upper case, as curl does: for an
 * https address the first, for http the second, `ALL_PROXY` for either. Upper-case `HTTP_PROXY` counts too. Loopback
 * never meets a proxy.
 */
export function routeTo(address: string, environment: Environment): Route {
  // An empty variable is as good as none.
  const read = (name: string): string | undefined =>
    [environment[name.toLowerCase()], environment[name]].find(Boolean);
  const url = new URL(address);
  const own = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const name = read(own) ? own : 'ALL_PROXY';
  const given = read(name)?.trim();
  if (!given || isLoopback(hostOf(url)) || isExempt(url, read('NO_PROXY') ?? '')) return { kind: 'direct' };
  const proxy = given.includes('://') ? given : `http://${given}`;
  const scheme = parseUrl(proxy)?.protocol.slice(0, -1);
  if (scheme === 'http' || scheme === 'https') return { kind: 'proxy', proxy };
  const what =
    scheme === undefined ? 'is no address' : `is of a kind (${scheme.slice(0, 20)}) that is not spoken here`;
  return {
    kind: 'none',
    reason: `The proxy in ${name} ${what}: give an http or https proxy, or name ${url.hostname} in NO_PROXY.`,
  };
}

/** What a client is told when there is no way. */
export function noRoute(reason: string): UpstreamError {
  return new UpstreamError({ status: 502, code: 'upstream_proxy', message: reason });
}

/** The host without brackets and without the dot that may end a name. */
function hostOf({ hostname }: URL): string {
  return hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

/** Names and addresses of this machine itself; servers print `0.0.0.0` for where they listen. */
function isLoopback(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  const bits = bitsOf(host);
  if (bits === undefined) return false;
  return (
    inNetwork(bits, '127.0.0.0', 8) || ['::1', '::', '0.0.0.0'].some(own => inNetwork(bits, own, undefined))
  );
}

/**
 * Whether `NO_PROXY` names a host, as curl reads it: entries parted by commas or blanks; `*` is everything; a name
 * stands for itself and all names below it, with or without a dot in front; an address for itself or, with `/n`, for
 * its network. `*.` in front and a port behind, which curl does not know, are understood too.
 */
function isExempt(url: URL, noProxy: string): boolean {
  const host = hostOf(url);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .some(entry => entry !== '' && isNamed(host, port, entry));
}

function isNamed(host: string, port: string, entry: string): boolean {
  if (entry === '*') return true;
  const { name, port: only } = partsOf(entry);
  if (only !== undefined && only !== port) return false;
  const bits = bitsOf(host);
  if (bits !== undefined) {
    const [network = '', size] = name.split('/');
    if (size !== undefined && !/^\d{1,3}$/.test(size)) return false;
    return inNetwork(bits, network, size === undefined ? undefined : Number(size));
  }
  const plain = name.replace(/^\*?\./, '').replace(/\.$/, '');
  return plain !== '' && (host === plain || host.endsWith(`.${plain}`));
}

/** An entry's name and port. An address of version 6 has its port behind brackets. */
function partsOf(entry: string): { readonly name: string; readonly port: string | undefined } {
  const bracketed = /^\[([^\]]*)\](\/\d+)?(?::(\d+))?$/.exec(entry);
  if (bracketed) return { name: (bracketed[1] ?? '') + (bracketed[2] ?? ''), port: bracketed[3] };
  const [name = '', port, ...more] = entry.split(':');
  return more.length === 0 && port !== undefined && /^\d+$/.test(port)
    ? { name, port }
    : { name: entry, port: undefined };
}

/** The bits of an address, as text; undefined when it is a name. An address of version 4 within one of 6 is itself. */
function bitsOf(host: string): string | undefined {
  const plain = host.replace(/%.*$/, '');
  const version = isIP(plain);
  if (version === 4)
    return plain
      .split('.')
      .map(byte => Number(byte).toString(2).padStart(8, '0'))
      .join('');
  if (version !== 6) return undefined;
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(plain);
  const hex = (high: string | undefined, low: string | undefined): string =>
    (Number(high) * 256 + Number(low)).toString(16);
  const text = dotted ? `${dotted[1] ?? ''}${hex(dotted[2], dotted[3])}:${hex(dotted[4], dotted[5])}` : plain;
  const [before = '', after] = text.split('::');
  const groups = (part: string | undefined): string[] => (part ? part.split(':') : []);
  const [first, last] = [groups(before), groups(after)];
  const zeros = Array.from({ length: after === undefined ? 0 : 8 - first.length - last.length }, () => '0');
  const bits = [...first, ...zeros, ...last]
    .map(group => parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
  return bits.startsWith(mapped) ? bits.slice(mapped.length) : bits;
}

/** In front of an address of version 4 within one of version 6. */
const mapped = '0'.repeat(80) + '1'.repeat(16);

function inNetwork(bits: string, network: string, size: number | undefined): boolean {
  const other = bitsOf(network);
  if (other?.length !== bits.length || (size !== undefined && size > bits.length)) return false;
  return bits.slice(0, size ?? bits.length) === other.slice(0, size ?? bits.length);
}
