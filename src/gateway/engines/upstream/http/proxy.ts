/** What the environment says about proxies for one address. */
export interface ProxySettings {
  /** Address of the proxy; undefined: connect directly. */
  readonly proxy: string | undefined;
  /** In the form of `NO_PROXY`; loopback is always in it. */
  readonly noProxy: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in lower or upper case, as curl does: for an
 * https address the first, for http the second, `ALL_PROXY` for either. Upper-case `HTTP_PROXY` counts too.
 */
export function proxySettings(address: string, environment: Environment): ProxySettings {
  // An empty variable is as good as none.
  const read = (name: string): string | undefined =>
    [environment[name.toLowerCase()], environment[name]].find(Boolean);
  const own = new URL(address).protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const given = read(own) ?? read('ALL_PROXY');
  const proxy = given === undefined || given.includes('://') ? given : `http://${given}`;
  const noProxy = [read('NO_PROXY'), 'localhost', '127.0.0.1', '[::1]'].filter(Boolean).join(',');
  return { proxy, noProxy };
}
