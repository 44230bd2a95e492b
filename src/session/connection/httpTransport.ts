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
