/** What a stand-in's model says, whatever the wire form. */
export interface ModelAnswer {
  /** The text, token by token. */
  readonly tokens: readonly string[];
  /** Thoughts before it. */
  readonly thoughts?: readonly string[];
  readonly calls?: readonly { readonly id: string; readonly name: string; readonly arguments: string }[];
  /** Whether it was cut by the limit. */
  readonly cut?: boolean;
}

/** Tokens every answer is said to have cost, in every form. */
export const cost = { prompt: 42, cached: 32, completion: 7, thoughts: 3 } as const;

/** The answer most tests use. */
export const hello: ModelAnswer = { tokens: ['Hel', 'lo ', 'wörld 🌍', '!'] };

/** Its text. */
export const helloText = hello.tokens.join('');
