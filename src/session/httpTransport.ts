/** An answer whose body is still arriving. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, decoded, in pieces as they arrive. Reading it throws when the connection is lost. */
  readonly body: AsyncIterable<string>;
}

/** Posts JSON. Rejects when there is no answer at all, or `signal` aborts. */
export type HttpPost = (
  request: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  },
  signal: AbortSignal,
) => Promise<HttpAnswer>;

/** The little of `fetch` that is used. */
export type Fetch = (
  url: string,
  init: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly body: string;
    readonly signal: AbortSignal;
    readonly redirect: 'manual';
  },
) => Promise<{
  readonly status: number;
  readonly headers: Iterable<[string, string]>;
  readonly body: Body | null;
}>;

/** The little of a `ReadableStream` that is used. */
interface Body {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
    cancel(): Promise<void>;
  };
}

/** Posts with the platform's `fetch`, which in VS Code's extension host honours proxy and certificates. */
export function fetchPost(fetch: Fetch): HttpPost {
  return async ({ url, headers, body }, signal) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', accept: 'text/event-stream' },
      body,
      signal,
      redirect: 'manual',
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: decoded(response.body),
    };
  };
}

async function* decoded(body: Body | null): AsyncGenerator<string, void, undefined> {
  if (!body) return;
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    // Ends the request where the reader stops early; at the end of the body it does nothing.
    await reader.cancel().catch(() => undefined);
  }
}
