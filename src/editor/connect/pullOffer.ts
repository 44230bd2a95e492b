import { totalmem } from 'node:os';
import * as vscode from 'vscode';
import { t } from '../../common/l10n';
import { rememberDownload } from '../downloads';
import type { FoundServer } from '../finding/findServers';
import { localModel } from '../finding/localModel';
import type { Draft } from './draft';
import { foundDraft } from './foundRows';
import { pullModel } from './ollamaPull';
import { recommendedFor, sizeInWords } from './recommended';
import type { Offer } from './serverStep';
import { withProgress } from './withProgress';

/** Ollamas that run without a model for code: the download of one is offered. */
export function pullOffers(servers: readonly FoundServer[], memory: vscode.Memento): readonly Offer[] {
  return servers
    .filter(
      ({ server, state, models }) =>
        server === 'ollama' && state === 'ready' && !models.some(({ fills }) => fills),
    )
    .map(server => ({
      label: t('$(cloud-download) Download a model for code with Ollama…'),
      detail: t('It has none yet ({0}). You are asked which one first.', server.place),
      run: () => pull(server, memory),
    }));
}

/** Asks which, loads it, and resolves to what connects it. */
async function pull(server: FoundServer, memory: vscode.Memento): Promise<Draft | undefined> {
  const [best] = recommendedFor(totalmem());
  const picked = await vscode.window.showQuickPick(
    recommendedFor(totalmem()).map(model => ({
      label: model.ollama.tag,
      description: `${sizeInWords(model.ollama.bytes)}, ${model.license}${model === best ? t(', fits this memory best') : ''}`,
      tag: model.ollama.tag,
    })),
    {
      title: t('Download a Model with Ollama'),
      placeHolder: t('Nothing is downloaded before you pick one'),
      ignoreFocusOut: true,
    },
  );
  if (!picked) return undefined;
  const { tag } = picked;
  // Before it is there: what was loaded of one that is cancelled stays, too.
  await rememberDownload(memory, { by: 'ollama', address: server.address, tag });
  const end = await withProgress(t('Codex Spark: Ollama is downloading {0}', tag), (report, signal) =>
    pullModel(
      { address: server.address, tag },
      ({ status, fraction }) =>
        report({ fraction, words: fraction > 0 ? `${Math.floor(fraction * 100)} %` : status }),
      signal,
    ),
  );
  if (end.kind === 'failed')
    void vscode.window.showErrorMessage(t('Codex Spark: Ollama did not download {0}. {1}', tag, end.reason));
  return end.kind === 'done' ? foundDraft(server, localModel(tag)) : undefined;
}
