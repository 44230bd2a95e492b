import { t } from '../../common/l10n';
import { isLoopback } from '../../common/loopback';
import { parseUrl } from '../../common/parseUrl';
import { parseEndpoint, type UsableEndpoint } from '../endpoints/endpoint';
import { isEndpointName } from '../endpoints/endpointSettings';

/** An address that can be connected to, and what the user should know of it before. */
export type AddressCheck =
  | { readonly kind: 'fine'; readonly endpoint: Exclude<UsableEndpoint, { readonly kind: 'local' }> }
  | { readonly kind: 'wrong'; readonly message: string };

/** Checks what a user typed as an address. `placeholder` is what a preset left for them to fill in. */
export function checkAddress(text: string, placeholder?: string): AddressCheck {
  const address = text.trim();
  if (address === '') return wrong(t('Type the address of the server, such as http://127.0.0.1:8000/v1.'));
  if (placeholder !== undefined && address.includes(placeholder))
    return wrong(t('Replace {0} with your own.', placeholder));
  if (address === 'local')
    return wrong(t('The embedded engine has an entry of its own in the previous list.'));
  const complete = withScheme(address);
  if (!parseUrl(complete))
    return wrong(t('This is not an address. An address looks like http://127.0.0.1:8000/v1.'));
  const endpoint = parseEndpoint(complete);
  switch (endpoint.kind) {
    case 'invalid':
      return wrong(endpoint.reason);
    case 'local':
      return wrong(t('This is not an address.'));
    default:
      return { kind: 'fine', endpoint };
  }
}

/** People leave the scheme out: `127.0.0.1:11434`, `localhost:8000`, `models.corp/v1`. */
function withScheme(address: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(address) || !/^[\w.-]+(:\d+)?(\/|$)/.test(address)) return address;
  if (!/[.:]|^localhost/.test(address)) return address;
  return `${isLoopback(address.replace(/[:/].*$/, '')) ? 'http' : 'https'}://${address}`;
}

/** Whether a key sent there could be read on the way. */
export function isOpenRoad({ url }: { readonly url: string }): boolean {
  const { protocol, hostname } = new URL(url);
  return (protocol === 'http:' || protocol === 'ws:') && !isLoopback(hostname);
}

/**
 * The name a new endpoint gets: the preset's, else its host's; with a number behind it where another endpoint has that
 * name already.
 */
export function freeName(wish: string, { url }: { readonly url: string }, taken: readonly string[]): string {
  const host = new URL(url).hostname
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, ' ')
    .trim()
    .slice(0, 34);
  const base = [wish, host, 'server'].find(isEndpointName) ?? 'server';
  const names = [base, ...Array.from({ length: taken.length + 1 }, (_, i) => `${base} ${i + 2}`)];
  return names.find(name => !taken.includes(name)) ?? base;
}

function wrong(message: string): AddressCheck {
  return { kind: 'wrong', message };
}
