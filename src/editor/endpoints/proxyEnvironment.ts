/** VS Code's settings about proxies. */
export interface ProxyChoice {
  /** `http.proxy`. */
  readonly setting: string;
  /** `http.proxySupport`. */
  readonly support: string;
  /** `http.noProxy`. */
  readonly noProxy: readonly string[];
}

/**
 * Environment variables that make a process of its own go through the proxy that VS Code goes through. What VS Code
 * does not decide is left to the environment as it is.
 */
export function proxyEnvironment({
  setting,
  support,
  noProxy,
}: ProxyChoice): Readonly<Record<string, string>> {
  const proxy = setting.trim();
  const off = support === 'off';
  const wanted: readonly (readonly [name: string, value: string, given: boolean])[] = [
    ['HTTPS_PROXY', off ? '' : proxy, off || proxy !== ''],
    ['HTTP_PROXY', off ? '' : proxy, off || proxy !== ''],
    ['ALL_PROXY', '', off],
    ['NO_PROXY', noProxy.join(','), noProxy.length > 0],
  ];
  // Both spellings: a lower-case one that is there already would win.
  return Object.fromEntries(
    wanted.flatMap(([name, value, given]) =>
      given
        ? [
            [name, value],
            [name.toLowerCase(), value],
          ]
        : [],
    ),
  );
}
