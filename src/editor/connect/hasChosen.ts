import type { EndpointSettings } from '../endpoints/endpointSettings';

/** Whether somebody has chosen already what answers. */
export function hasChosen({ endpoint, endpoints, features }: EndpointSettings): boolean {
  const used = [endpoint, ...Object.values(features)];
  return (
    Object.keys(endpoints).length > 0 || used.some(reference => reference !== '' && reference !== 'local')
  );
}
