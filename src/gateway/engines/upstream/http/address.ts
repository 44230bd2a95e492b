/** Where an upstream server is asked. */
export interface UpstreamAddress {
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
export function readAddress(given: string): UpstreamAddress {
  const url = new URL(given);
  let path = url.pathname.replace(/\/+$/, '').replace(endpoints, '');
  if (path === '') path = url.hostname.endsWith('.openai.azure.com') ? '/openai/v1' : '/v1';
  const base = url.origin + path;
  return { base, root: base.replace(/\/v\d+[a-z]*$/, ''), query: url.search, host: url.host };
}
