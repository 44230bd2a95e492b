/** What decides whether a connection goes through a proxy. */
export interface ProxyFacts {
  /** VS Code's `http.proxy`. */
  readonly setting: string;
  /** VS Code's `http.proxySupport`. */
  readonly support: string;
  /** Environment variables, as `process.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The proxy that VS Code uses for a URL, as far as it can be told from outside: the setting, else the usual
 * environment variables; undefined when there is none or the host is exempt.
 */
export function proxyFor(url: URL, { setting, support, environment }: ProxyFacts): URL | undefined {
  if (support === 'off') return undefined;
  const value = (name: string): string => environment[name.toLowerCase()] ?? environment[name] ?? '';
  const named = setting || (url.protocol === 'wss:' ? value('HTTPS_PROXY') : value('HTTP_PROXY'));
  if (!named || exempt(url, value('NO_PROXY'))) return undefined;
  return URL.canParse(named) ? new URL(named) : undefined;
}

function exempt({ hostname, port }: URL, list: string): boolean {
  if (hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]') return true;
  return list
    .split(',')
    .map(entry => entry.trim().toLowerCase())
    .filter(entry => entry !== '')
    .some(entry => {
      const [host = '', only] = entry.replace(/^\*?\./, '').split(':');
      if (only !== undefined && only !== port) return false;
      return host === '*' || hostname === host || hostname.endsWith(`.${host}`);
    });
}
