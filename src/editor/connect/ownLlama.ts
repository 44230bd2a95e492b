import { homedir, totalmem } from 'node:os';
import { basename } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { sleep, type Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import type { Log } from '../../common/log';
import { features } from '../endpoints/endpointSettings';
import { isUnusable, specOf } from '../endpoints/endpointSpec';
import { endpointSettingKeys, readEndpointSettings } from '../endpoints/readEndpointSettings';
import type { FoundServer } from '../finding/findServers';
import { localModel } from '../finding/localModel';
import { localAddress } from '../finding/localServers';
import { rememberDownload } from '../downloads';
import { downloadedBytes } from '../llama/llamaDownload';
import { LlamaKeeper, type LlamaState } from '../llama/llamaKeeper';
import { findLlama, type LlamaProgram } from '../llama/llamaProgram';
import { lockPlace } from '../ownershipLock';
import { onDidChangeSettings } from '../settings';
import type { Draft } from './draft';
import { foundDraft } from './foundRows';
import { recommendedFor, sizeInWords, type Recommended } from './recommended';
import { remembered } from './rememberedLlama';
import type { Offer } from './serverStep';
import { withProgress } from './withProgress';

/** What a llama-server of our own works with. */
export interface OwnLlamaParts {
  readonly memory: vscode.Memento;
  /** Path of the bundle that ends the server with this process. */
  readonly leashScript: string;
  readonly clock: Clock;
  readonly log: Log;
}

const schema = v.object({ repository: v.string(), port: v.number() });

type Wanted = v.InferOutput<typeof schema>;

/** Where llama.cpp recommends to have the server of an editor. */
const port = 8012;

/** How often the progress of a download is looked at, in ms. */
const lookMs = 1_000;

/** Starts llama-server when the person has said so, keeps it running while an endpoint uses it, and ends it with the window. */
export class OwnLlama implements Disposable {
  /** How many are choosing: a server is tried, or about to be used, and what the settings say in between does not end it. */
  private holders = 0;
  private kept: { readonly wanted: Wanted; readonly keeper: LlamaKeeper } | undefined;
  private isOver = false;
  private readonly listening: Disposable;

  constructor(private readonly parts: OwnLlamaParts) {
    this.listening = onDidChangeSettings(endpointSettingKeys, () => this.settle());
    this.settle();
  }

  /** Whether the server at an address is one of ours and not there yet. */
  isComing(address: string): boolean {
    return this.kept?.keeper.state.kind === 'starting' && address === addressOf(this.kept.wanted);
  }

  /** What can be offered where no llama.cpp runs; undefined where it is not installed. */
  offer(): Offer | undefined {
    const program = findLlama(process.env, process.platform);
    return (
      program && {
        label: t('$(play) Start llama.cpp with a model for code…'),
        detail: t('It is installed, but not running. You are asked which model first.'),
        run: async () => {
          const held = this.hold();
          try {
            return await this.begin(program);
          } finally {
            held.dispose();
          }
        },
      }
    );
  }

  /** Remembers that the server is to be started with the window, where its endpoint is about to be used. */
  async keep({ address }: Draft): Promise<void> {
    if (this.kept && addressOf(this.kept.wanted) === address)
      await this.parts.memory.update(remembered, this.kept.wanted);
  }

  /** Leaves the server alone until disposed, by the last of all holders; what was tried and not taken ends then. */
  hold(): Disposable {
    this.holders++;
    let isOver = false;
    return {
      dispose: () => {
        if (isOver) return;
        isOver = true;
        this.holders--;
        this.settle();
      },
    };
  }

  /** Starts or ends the server, whichever the settings say now, unless somebody is choosing. */
  private settle(): void {
    if (this.holders > 0 || this.isOver) return;
    const wanted = this.wanted();
    if (!wanted || !isUsed(addressOf(wanted))) return this.end();
    if (this.kept) return;
    const program = findLlama(process.env, process.platform);
    if (program) this.start(program, wanted);
  }

  dispose(): void {
    this.isOver = true;
    this.listening.dispose();
    this.end();
  }

  private wanted(): Wanted | undefined {
    const parsed = v.safeParse(schema, this.parts.memory.get(remembered));
    return parsed.success ? parsed.output : undefined;
  }

  private end(): void {
    this.kept?.keeper.dispose();
    this.kept = undefined;
  }

  private start(program: LlamaProgram, wanted: Wanted): LlamaKeeper {
    this.end();
    const { leashScript, clock, log } = this.parts;
    const lock = lockPlace(`llama-${wanted.port}`);
    const keeper = new LlamaKeeper({ ...wanted, program, leashScript, lock, clock, log });
    this.kept = { wanted, keeper };
    return keeper;
  }

  /** Asks which model, starts the server with it, and resolves to what connects it. */
  private async begin(program: LlamaProgram): Promise<Draft | undefined> {
    const [best] = recommendedFor(totalmem());
    const picked = await vscode.window.showQuickPick(
      recommendedFor(totalmem()).map(model => ({
        label: model.title,
        description: `${sizeInWords(model.llama.bytes)}, ${model.license}${model === best ? t(', fits this memory best') : ''}`,
        detail: [basename(program.file), ...program.first, '-hf', model.llama.repository].join(' '),
        model,
      })),
      {
        title: t('Start llama.cpp'),
        placeHolder: t('The model is downloaded from Hugging Face, unless it is here already'),
        ignoreFocusOut: true,
      },
    );
    if (!picked || this.isOver) return undefined;
    const { model } = picked;
    const { repository } = model.llama;
    const isNew = (await downloadedBytes(repository, process.env, homedir())) === 0;
    if (this.isOver) return undefined;
    if (isNew) await rememberDownload(this.parts.memory, { by: 'llama.cpp', repository });
    const keeper = this.start(program, { repository, port });
    const state = await withProgress(
      t('Codex Spark: starting llama.cpp with {0}', model.title),
      (report, signal) => this.untilThere(keeper, model, report, signal),
    );
    if (state?.kind === 'ready') return foundDraft(serverOf(repository), localModel(repository));
    // Another one may have been begun in its place: that one goes on.
    if (this.kept?.keeper === keeper) this.end();
    if (state?.kind === 'failed')
      void vscode.window.showErrorMessage(t('Codex Spark: llama.cpp did not start. {0}', state.reason));
    return undefined;
  }

  /** Resolves when it runs, has failed or was ended; to undefined when it was cancelled. */
  private async untilThere(
    keeper: LlamaKeeper,
    { llama }: Recommended,
    report: (state: { readonly fraction: number; readonly words: string }) => void,
    signal: AbortSignal,
  ): Promise<LlamaState | undefined> {
    while (!signal.aborted) {
      if (keeper.state.kind !== 'starting') return keeper.state;
      const bytes = await downloadedBytes(llama.repository, process.env, homedir());
      const fraction = Math.min(bytes / llama.bytes, 1);
      // Sizes are known to the first digits only.
      const words =
        fraction > 0.97 ? t('loading it into memory') : t('downloading, {0}%', Math.floor(fraction * 100));
      report({ fraction, words });
      await sleep(this.parts.clock, lookMs, signal).catch(() => undefined);
    }
    return undefined;
  }
}

function addressOf(wanted: Wanted): string {
  return localAddress('llama.cpp', '127.0.0.1', wanted.port);
}

/** The one that was started, as if it had been found. */
function serverOf(repository: string): FoundServer {
  const model = localModel(repository, { loaded: true });
  return {
    server: 'llama.cpp',
    title: 'llama.cpp',
    address: localAddress('llama.cpp', '127.0.0.1', port),
    place: `127.0.0.1:${port}`,
    state: 'ready',
    models: model ? [model] : [],
  };
}

function isUsed(address: string): boolean {
  const settings = readEndpointSettings();
  return features.some(feature => {
    const spec = specOf(feature, settings);
    return !isUnusable(spec) && spec.endpoint.kind !== 'local' && spec.endpoint.url === address;
  });
}
