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
}

/** Paths people copy from documentation; the base is what stands before them. */
const endpoints =
  /\/(chat\/completions|fim\/completions|completions|responses|models|infill|api\/(generate|chat))$/;

/**
 * Reads the address a person gave: with or without `/v1`, or with a whole endpoint's path behind it. Credentials
 * in it are dropped; keys come from the environment or a file.
 * @throws TypeError when it is no address
 */
export function readServerAddress(given: string): ServerAddress {
  const url = new URL(given);
  let path = url.pathname.replace(/\/+$/, '').replace(endpoints, '');
  if (path === '') path = url.hostname.endsWith('.openai.azure.com') ? '/openai/v1' : '/v1';
  const base = url.origin + path;
  return { base, root: base.replace(/\/v\d+[a-z]*$/, ''), query: url.search, host: url.host };
}

/** Whether a host is one of Azure's, which want the key as `api-key`. */
export function isAzureHost(hostname: string): boolean {
  return /\.(openai\.azure\.com|services\.ai\.azure\.com|cognitiveservices\.azure\.com)$/i.test(hostname);
}

/** The header that carries a key to a host. */
export function keyHeader(hostname: string, key: string): Readonly<Record<string, string>> {
  return isAzureHost(hostname) ? { 'api-key': key } : { authorization: `Bearer ${key}` };
}
