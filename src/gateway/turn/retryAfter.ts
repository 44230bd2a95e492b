import { durationMs, retryAfterMs } from '../../protocol/errors';

type Headers = Readonly<Record<string, string>>;

/** Said when a refusal for too many requests does not say when to come back, in seconds. */
const usualSeconds = 5;

/**
 * The longest that a client may wait by itself, in seconds. Above this some libraries wait for hours, and nothing ends that; others
 * ask again at once (findings/openai-long-wait.sh).
 */
const longestWait = 60;

/** More than any limit lasts: a month, in seconds. */
const mostSeconds = 31 * 24 * 3600;

/**
 * The headers of a failure with `retry-after` in whole seconds, rounded up, 1 at least: clients that read nothing else
 * take every other form for none, and some of them give up at once. A 429 always gets one; other failures only if
 * they say in some form when to come back. Where that is far off, `x-should-retry` says that nothing is to be tried again.
 * Names are in lower case. `now` is Unix time in ms.
 */
export function withRetryAfter(
  status: number,
  headers: Headers | undefined,
  now: number,
): Headers | undefined {
  const given = headers?.['retry-after'];
  if (status !== 429 && given === undefined) return headers;
  const ms = headers === undefined ? undefined : waitMs(headers, given ?? '', now);
  const seconds = ms === undefined ? usualSeconds : Math.min(mostSeconds, Math.max(1, Math.ceil(ms / 1000)));
  const notAgain: Headers = seconds > longestWait ? { 'x-should-retry': 'false' } : {};
  return { ...notAgain, ...headers, 'retry-after': String(seconds) };
}

function waitMs(headers: Headers, given: string, now: number): number | undefined {
  const stated = Object.entries(headers).filter(
    ([name, value]) => name.startsWith('retry-after') && value.trim() !== '',
  );
  const named = retryAfterMs(Object.fromEntries(stated));
  if (named !== undefined) return named;
  const date = /^([a-z]{3}|\d{4}-)/i.test(given) ? Date.parse(given) : NaN;
  if (!Number.isNaN(date)) return Math.max(0, date - now);
  return resetMs(headers, now);
}

/** A limit that is used up is what one waits for; where none is said to be, the one that lasts longest. */
function resetMs(headers: Headers, now: number): number | undefined {
  const resets = Object.entries(headers).flatMap(([name, value]) => {
    if (!/^(x-)?ratelimit-reset/.test(name)) return [];
    const ms = momentMs(value, now);
    const remaining = headers[name.replace('reset', 'remaining')];
    return ms === undefined ? [] : [{ ms, usedUp: remaining !== undefined && Number(remaining) <= 0, name }];
  });
  const usedUp = resets.filter(reset => reset.usedUp);
  // A day's limit that is not used up says nothing about when to come back.
  const some = usedUp.length > 0 ? usedUp : resets.filter(({ name }) => !name.includes('day'));
  return some.length === 0 ? undefined : Math.max(...some.map(({ ms }) => ms));
}

/** `1m2.5s`, seconds, a Unix time in seconds or in ms, or a date: how long until then, in ms. */
function momentMs(text: string, now: number): number | undefined {
  const duration = durationMs(text);
  if (duration !== undefined) return duration;
  const seconds = text.trim() === '' ? NaN : Number(text);
  if (seconds > 1e11) return Math.max(0, seconds - now);
  if (seconds >= 0) return seconds > 1e9 ? Math.max(0, seconds * 1000 - now) : seconds * 1000;
  const date = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
