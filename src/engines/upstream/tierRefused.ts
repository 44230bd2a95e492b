import { tierRefusedCode } from '../../protocol/tierRefusal';
import { names, readRefusal } from './http/refusedWords';
import { UpstreamError } from './upstreamError';

/**
 * The error for a tier that an upstream knows of and does not serve, where it names it: the client decides whether another
 * one will do, so it has to be told that this is what the refusal is about. Undefined for any other refusal.
 */
export function tierRefused(
  refusal: { readonly status: number; readonly text: string },
  body: Readonly<Record<string, unknown>>,
): UpstreamError | undefined {
  const said = 'service_tier' in body ? readRefusal(refusal) : undefined;
  if (!said || said.status >= 500 || !names(said, 'service_tier')) return undefined;
  const message = `The upstream answered ${said.status}: ${said.words.slice(0, 500)}`;
  return new UpstreamError({ status: 400, code: tierRefusedCode, message });
}
