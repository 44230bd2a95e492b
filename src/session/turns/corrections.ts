import type { WireError } from '../../protocol/errors';
import type { CacheField } from '../../protocol/promptCache';
import type { EndpointProfile } from '../profile';

/** What the refused request had used. */
export interface Used {
  readonly streamId: boolean;
  readonly warmUp: boolean;
  /** Other responses were in flight on the connection. */
  readonly concurrent: boolean;
  /** What it could say of the prompt cache: what may be said of it at all, and what this request could. */
  readonly cacheFields: { readonly taken: readonly CacheField[]; readonly sent: readonly CacheField[] };
}

/**
 * What a refusal teaches about the endpoint; undefined when nothing. Only what the request really used can be
 * unlearnt, so a server cannot talk the client out of something by an unrelated error.
 */
export function correctionFor(
  error: WireError,
  param: string | undefined,
  used: Used,
): Partial<EndpointProfile> | undefined {
  if (error.kind !== 'request') return undefined;
  const words = `${error.code} ${error.message}`;
  const names = (field: string): boolean =>
    param?.split(/[.[\]]/).includes(field) === true || namedAsField(field).test(words);
  if (used.streamId && names('stream_id'))
    return { namedLanes: false, concurrentLanes: false, maxInFlight: 1 };
  if (used.warmUp && names('generate')) return { warmUp: false };
  const refused = used.cacheFields.sent.filter(names);
  if (refused.length > 0)
    return { cacheFields: used.cacheFields.taken.filter(field => !refused.includes(field)) };
  if (used.concurrent && /in.progress|already.*(active|running)|concurren/i.test(words))
    return { concurrentLanes: false, maxInFlight: 1 };
  return undefined;
}

/** A field that is named as one: some of them are also words of the language. */
function namedAsField(field: string): RegExp {
  if (field.includes('_')) return new RegExp(`\\b${field}\\b`);
  return new RegExp(
    `['"\`]${field}['"\`]|(?:param(?:eter)?|argument|field|property|key|supplied)s?:?\\s+['"\`]?${field}\\b|\\b${field}:`,
  );
}
