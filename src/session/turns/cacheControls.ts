import { hasCacheControls, type CacheField } from '../../protocol/promptCache';
import type { ResponseCreate } from '../../protocol/wire';
import type { EndpointProfile } from '../profile';

/** What a request says about the prompt cache, where the server takes it. */
export interface CacheControls {
  /** The fields that may be sent. */
  readonly fields: readonly CacheField[];
  /** Groups requests that begin alike. */
  readonly key: string;
  /** The response to compare with; undefined where there is none yet. */
  readonly comparison: string | undefined;
  /** Only what a breakpoint marks is worth keeping: the end of the request will not be the beginning of another. */
  readonly onlyMarked: boolean;
}

/** The fields about the prompt cache that a server takes for a model: by the model's name, or because it said so. */
export function cacheFieldsFor(
  { cacheFields, diagnosesCache }: Pick<EndpointProfile, 'cacheFields' | 'diagnosesCache'>,
  model: string,
): readonly CacheField[] {
  if (hasCacheControls(model)) return cacheFields;
  return cacheFields.filter(field => diagnosesCache && field === 'prompt_cache_options');
}

/** The fields of the request itself; breakpoints stand in its input. */
export function cacheRequestFields({
  fields,
  key,
  comparison,
  onlyMarked,
}: CacheControls): Pick<ResponseCreate, 'prompt_cache_key' | 'prompt_cache_options'> {
  const options = {
    // Without a breakpoint there would be no caching at all.
    ...(onlyMarked && fields.includes('prompt_cache_breakpoint') ? { mode: 'explicit' as const } : {}),
    ...(comparison === undefined ? {} : { comparison_response_id: comparison }),
  };
  return {
    ...(fields.includes('prompt_cache_key') ? { prompt_cache_key: key } : {}),
    ...(fields.includes('prompt_cache_options') && Object.keys(options).length > 0
      ? { prompt_cache_options: options }
      : {}),
  };
}
