import { readErrorBody } from '../../../../protocol/saidError';

/**
 * What an upstream has shown not to know. Optional fields are sent until it refuses one of them by name; from then
 * on they are left out. So one setting fits servers of many versions.
 */
export class Corrections {
  readonly #optional: readonly string[];
  readonly #unknown = new Set<string>();

  /** `optional`: fields a request also works without. */
  constructor(optional: readonly string[]) {
    this.#optional = optional;
  }

  /** Whether a field was refused. */
  refuses(field: string): boolean {
    return this.#unknown.has(field);
  }

  /** A body without the fields that were refused. */
  apply(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    if (this.#unknown.size === 0) return body;
    return Object.fromEntries(Object.entries(body).filter(([field]) => !this.#unknown.has(field)));
  }

  /** Learns from a refusal. False when it names no optional field of `body`. */
  learn(
    { status, text }: { status: number; text: string },
    body: Readonly<Record<string, unknown>>,
  ): boolean {
    if (status !== 400 && status !== 422) return false;
    const said = readErrorBody(text);
    const words = `${said?.param ?? ''} ${said?.message ?? text}`;
    const named = this.#optional.filter(
      field => field in body && new RegExp(`(^|[^a-z_])${field}([^a-z_]|$)`).test(words),
    );
    for (const field of named) this.#unknown.add(field);
    return named.length > 0;
  }
}
