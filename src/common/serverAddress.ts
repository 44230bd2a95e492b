/** Where a server is asked over HTTP. */
export interface ServerAddress {
  /** Base of the OpenAI-like paths, without a slash at the end: `http://127.0.0.1:8000/v1`. */
  readonly base: string;
  /** The same without a version at its end, for paths such as `/props`: `http://127.0.0.1:8000`. */
  readonly root: string;
  /** What is appended to every path, such as `?api-version=...`; often empty. */
  readonly query: string;
  /** Host and port, for people to see. */
  readonly host: string;
  /** How turns are asked, where the address says so by its end, or by being one of a deployment of Azure's. */
  readonly turns: 'chat' | 'responses' | undefined;
  /** Path of completions behind the base, where the address says so by its end. */
  readonly completionsPath: '/completions' | '/fim/completions' | undefined;
  /** The model, where the address is that of one: a deployment of Azure's. */
  readonly model: string | undefined;
}

/** Paths people copy from documentation; the base is what stands before them. */
const endpoints =
  /\/(chat\/completions|fim\/completions|edit\/completions|code\/apply|completions|responses|models|infill|api\/(generate|chat))$/;

/** A deployment of Azure's: below it there are chat/completions and completions, and no Responses. */
const deployment = /\/openai\/deployments\/([^/]+)$/;

/**
 * Reads the address a user gave: with or without `/v1`, or with a whole endpoint's path behind it, which then also
 * says how the server is asked. Credentials in it are dropped; keys come from the environment or a file.
 * @throws TypeError when it is no address
 */
export function readServerAddress(given: string): ServerAddress {
  const url = new URL(given);
  const whole = url.pathname.replace(/\/+$/, '');
  // The Foundry of Azure has its base at /models.
  const named = isAzureHost(url.hostname) && whole === '/models' ? undefined : endpoints.exec(whole)?.[1];
  let path = named === undefined ? whole : whole.slice(0, -named.length - 1);
  if (path === '') path = isAzureHost(url.hostname) ? '/openai/v1' : '/v1';
  const base = url.origin + path;
  const model = deployment.exec(path)?.[1];
  return {
    base,
    root: base.replace(/\/(v\d+[a-z]*|beta)$/, ''),
    query: url.search,
    host: url.host,
    turns: turnsOf(named) ?? (model !== undefined || path === '/models' ? 'chat' : undefined),
    completionsPath: named === 'completions' || named === 'fim/completions' ? `/${named}` : undefined,
    model: model === undefined ? undefined : decoded(model),
  };
}

function turnsOf(endpoint: string | undefined): ServerAddress['turns'] {
  if (endpoint === 'chat/completions') return 'chat';
  return endpoint === 'responses' ? 'responses' : undefined;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Whether a host is one of Azure's, which want the key as `api-key`. */
export function isAzureHost(hostname: string): boolean {
  return /\.(openai\.azure\.com|services\.ai\.azure\.com|cognitiveservices\.azure\.com)$/i.test(hostname);
}

/** The header that carries a key to a host. */
export function keyHeader(hostname: string, key: string): Readonly<Record<string, string>> {
  return isAzureHost(hostname) ? { 'api-key': key } : { authorization: `Bearer ${key}` };
}
