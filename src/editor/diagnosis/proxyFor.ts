import { parseUrl } from '../../common/parseUrl';

/** What decides whether a connection goes through a proxy. */
export interface ProxyFacts {
  /** VS Code's `http.proxy`. */
  readonly setting: string;
  /** VS Code's `http.proxySupport`. */
  readonly support: string;
  /** VS Code's `http.noProxy`: when it holds anything, the environment's list does not count. */
  readonly noProxy: readonly string[];
  /** Environment variables, as `process.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const loopback = ['localhost', '127.0.0.1', '[::1]', '[::ffff:7f00:1]'];

/**
 * The proxy that VS Code uses for a URL, as far as it can be told from outside: the setting, else the usual
 * environment variables, whichever of them there is; undefined when there is none or the host is exempt. Follows
 * `createProxyResolver` of `@vscode/proxy-agent`. A proxy set up in the system only is known to VS Code alone.
 */
export function proxyFor(url: URL, { setting, support, noProxy, environment }: ProxyFacts): URL | undefined {
  if (support === 'off' || loopback.includes(url.hostname)) return undefined;
  const first = (...names: readonly string[]): string =>
    names.map(name => environment[name]).find(value => value) ?? '';
  if (isExempt(url, noProxy.length > 0 ? noProxy : first('no_proxy', 'NO_PROXY').split(',')))
    return undefined;
  return usable(setting) ?? usable(first('https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'));
}

function usable(proxy: string): URL | undefined {
  const text = proxy.trim();
  return /^(https?|socks[45]?[ah]?):\/\//i.test(text) ? parseUrl(text) : undefined;
}

function isExempt({ hostname, port, protocol }: URL, list: readonly string[]): boolean {
  const actualPort = port || (protocol === 'wss:' || protocol === 'https:' ? '443' : '80');
  return list
    .map(entry => entry.trim().toLowerCase())
    .filter(entry => entry !== '')
    .some(entry => {
      if (entry === '*') return true;
      const [name = '', only] = entry.split(':');
      const domain = name.startsWith('.') ? name : `.${name}`;
      return `.${hostname}`.endsWith(domain) && (!only || only === actualPort);
    });
}
