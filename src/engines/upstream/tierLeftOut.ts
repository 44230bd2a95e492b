import type { EngineEvent } from '../engine';

/**
 * An answer to a request from which the service tier had to be left out, because the server or the form knows none: it was
 * served as any other, and its end says so. What is left out without a word would be a tier that nobody sees to be missing.
 */
export async function* tierLeftOut(
  answer: AsyncIterable<readonly EngineEvent[]>,
): AsyncGenerator<readonly EngineEvent[], void, undefined> {
  for await (const events of answer)
    yield events.map(event => (event.kind === 'end' ? { serviceTier: 'default', ...event } : event));
}
