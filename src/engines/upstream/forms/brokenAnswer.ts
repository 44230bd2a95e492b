import { UpstreamError } from '../upstreamError';

/** The stream ended although the answer had not. */
export function brokenOff(): UpstreamError {
  return new UpstreamError({
    status: 502,
    code: 'upstream_incomplete',
    message: 'The upstream ended the stream before the answer was done.',
    retryable: true,
  });
}

/** What came is not of the form it should be. */
export function notUnderstood(what: string): UpstreamError {
  return new UpstreamError({
    status: 502,
    code: 'upstream_bad_answer',
    message: `The upstream answered with what is not of this API (${what}). Are its address and api (--upstream-api) right?`,
  });
}

/** The answer is over, and all of it stands among the thoughts. */
export function onlyThoughts(): UpstreamError {
  return new UpstreamError({
    status: 502,
    code: 'upstream_only_thoughts',
    message:
      'The model wrote thoughts and no answer. If it is not one that thinks, start its server without a parser for reasoning; if it is, let it think less or write more.',
  });
}
