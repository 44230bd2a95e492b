import { t } from '../../common/l10n';
import { messageOf } from '../../common/thrown';
import { httpCall } from '../endpoints/httpCall';
import { PullReader, type PullState } from './pullProgress';

/** How a download ended. */
export type PullEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Has an Ollama load a model into its library. What is loaded already stays there when it is cancelled; the next attempt goes
 * on from it. Never rejects.
 * @param address of the server, without a path
 * @param tag name in the library of Ollama
 * @param progress called with every step
 */
export async function pullModel(
  { address, tag }: { readonly address: string; readonly tag: string },
  progress: (state: PullState) => void,
  signal: AbortSignal,
): Promise<PullEnd> {
  const body = JSON.stringify({ model: tag, stream: true });
  const reader = new PullReader();
  try {
    const answer = await httpCall(
      {
        method: 'POST',
        url: new URL('/api/pull', address).href,
        headers: {
          'content-type': 'application/json',
          accept: 'application/x-ndjson',
          'content-length': String(Buffer.byteLength(body)),
        },
        body,
      },
      undefined,
      signal,
    );
    for await (const piece of answer.body) {
      reader.feed(piece);
      progress(reader.state);
      if (reader.state.end) break;
    }
    reader.finish();
    const { end } = reader.state;
    if (end === 'success' && answer.status === 200) return { kind: 'done' };
    if (signal.aborted) return { kind: 'cancelled' };
    const said = typeof end === 'object' ? end.error : undefined;
    return { kind: 'failed', reason: said ?? t('The download ended early (HTTP {0}).', answer.status) };
  } catch (error) {
    return signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', reason: messageOf(error) };
  }
}
