/** Something that was seen to happen inside the extension host or at the endpoint; `at` in ms of the wall clock. */
export interface Mark {
  readonly what: string;
  readonly at: number;
  readonly bytes?: number | undefined;
}

/** Smallest chunk, in bytes, that can be a request: acknowledgements and cancels are shorter. */
export const smallestRequest = 200;

/**
 * What the marks say about our own code: from each change of the text to the request it caused, and from what an
 * answer waited for last (the endpoint's last bytes or VS Code's question) to the answer. In ms.
 */
export function ownTimes(marks: readonly Mark[]): { toWire: number[]; toAnswer: number[] } {
  const toWire: number[] = [];
  const toAnswer: number[] = [];
  let changed: number | undefined;
  let waitedFor: number | undefined;
  for (const { what, at, bytes = 0 } of marks) {
    if (what === 'changed') changed = at;
    if (what === 'sent' && bytes >= smallestRequest && changed !== undefined) {
      toWire.push(at - changed);
      changed = undefined;
    }
    if (what === 'called' || what === 'received') waitedFor = at;
    if (what === 'answered' && waitedFor !== undefined) {
      toAnswer.push(at - waitedFor);
      waitedFor = undefined;
    }
  }
  return { toWire, toAnswer };
}
