import { rm } from 'node:fs/promises';
import { t } from '../../common/l10n';
import { httpCall, wholeText } from '../endpoints/httpCall';
import { downloadedPaths } from '../llama/llamaDownload';
import type { Download } from '../downloads';

/** Ollama deletes at once; a machine that swaps may take a while. In ms. */
const patienceMs = 30_000;

/** Removes a model that was downloaded. Resolves to what went wrong, in words; undefined when it is gone. */
export async function removeDownload(
  download: Download,
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): Promise<string | undefined> {
  try {
    if (download.by === 'ollama') return await removeFromOllama(download);
    for (const path of await downloadedPaths(download.repository, environment, home))
      await rm(path, { recursive: true, force: true });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function removeFromOllama({
  address,
  tag,
}: Extract<Download, { by: 'ollama' }>): Promise<string | undefined> {
  const body = JSON.stringify({ model: tag });
  const answer = await httpCall(
    {
      method: 'DELETE',
      url: new URL('/api/delete', address).href,
      headers: { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) },
      body,
    },
    undefined,
    AbortSignal.timeout(patienceMs),
  );
  await wholeText(answer.body, 10_000);
  // One that is not there any more is gone.
  return answer.status === 200 || answer.status === 404
    ? undefined
    : t('Ollama answered HTTP {0}. Remove it there: ollama rm {1}', answer.status, tag);
}
