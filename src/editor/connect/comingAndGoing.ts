import type * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { Emitter } from '../../common/emitter';
import { t } from '../../common/l10n';
import type { Log } from '../../common/log';
import { features, type EndpointSettings } from '../endpoints/endpointSettings';
import { endpointTitle, isUnusable, specOf, type EndpointSpec } from '../endpoints/endpointSpec';
import { featureNames } from '../endpoints/featureNames';
import type { Substitutes } from '../endpoints/substitutes';
import type { LoopbackHost } from '../finding/loopbackGet';
import {
  isFound,
  isOnMachine,
  readFoundEndpoints,
  withFoundEndpoint,
  withoutGone,
  type FoundEndpoints,
} from './foundEndpoints';

/** Under this name it is remembered what was found and used. */
const remembered = 'codexSpark.foundEndpoints';

/** How often it is looked whether a server is back, in ms. */
const lookMs = 15_000;

/** What servers that come and go are followed with. */
export interface ComingAndGoingParts {
  readonly memory: Pick<vscode.Memento, 'get' | 'update'>;
  readonly settings: () => EndpointSettings;
  /** Shows the person a sentence. */
  readonly tell: (message: string) => void;
  /** Whether the server at an address is being started. */
  readonly isComing: (address: string) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Follows the servers that were found on this machine and connected. Where one does not answer any more, what was used before
 * answers in its place, in this window and without a change of settings, until it is back; the embedded engine where that is
 * not on this machine. That it is gone is said once; that it is back is not.
 */
export class ComingAndGoing implements Substitutes, Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new Emitter<void>());
  private readonly over = new AbortController();
  private readonly gone = new Set<string>();
  /** Those of them that were being started. */
  private readonly coming = new Set<string>();
  private timer: Disposable | undefined;

  readonly onDidChange = this.changed.event;

  constructor(private readonly parts: ComingAndGoingParts) {}

  apply(settings: EndpointSettings): EndpointSettings {
    return withoutGone(settings, this.known, this.gone, this.coming);
  }

  /** Remembers what was used before a server that was found. Before the settings are written. */
  async remember(spec: EndpointSpec, uses: readonly (typeof features)[number][]): Promise<void> {
    if (spec.endpoint.kind === 'local') return;
    const { name, endpoint } = spec;
    this.isBack(name);
    const known = withFoundEndpoint(this.known, { name, url: endpoint.url, uses }, this.parts.settings());
    await this.parts.memory.update(remembered, known);
  }

  async takeOver(spec: EndpointSpec): Promise<boolean> {
    const { name, endpoint } = spec;
    const settings = this.parts.settings();
    if (endpoint.kind === 'local' || !isFound(name, this.known, settings)) return false;
    if (this.gone.has(name)) return true;
    if (await this.answers(endpoint.url)) return false;
    if (this.over.signal.aborted || this.gone.has(name)) return true;
    const uses = features.filter(feature => {
      const used = specOf(feature, this.apply(settings));
      return !isUnusable(used) && used.name === name;
    });
    this.gone.add(name);
    if (this.parts.isComing(endpoint.url)) this.coming.add(name);
    this.parts.log.info('a server that was found is gone', { name, endpoint: endpoint.origin });
    this.changed.fire();
    this.tell(spec, uses);
    this.watch();
    return true;
  }

  dispose(): void {
    this.over.abort();
    this.timer?.dispose();
    this.store.dispose();
  }

  private get known(): FoundEndpoints {
    return readFoundEndpoints(this.parts.memory.get(remembered));
  }

  private isBack(name: string): void {
    this.gone.delete(name);
    this.coming.delete(name);
  }

  private tell({ name, endpoint }: EndpointSpec, uses: readonly (typeof features)[number][]): void {
    const [first] = uses;
    if (!first || endpoint.kind === 'local') return;
    const settings = this.parts.settings();
    const now = specOf(first, this.apply(settings));
    const isEmbedded = isUnusable(now) || now.endpoint.kind === 'local';
    const instead = isEmbedded ? t('the embedded engine') : endpointTitle(now);
    const { host } = new URL(endpoint.url);
    const message = this.coming.has(name)
      ? t(
          'Codex Spark: {0} at {1} is being started. {2} come from {3} until it is there.',
          name,
          host,
          featureNames(uses),
          instead,
        )
      : t(
          'Codex Spark: {0} at {1} does not answer any more. {2} come from {3} until it is back.',
          name,
          host,
          featureNames(uses),
          instead,
        );
    this.parts.tell(isEmbedded ? message + this.leftOut(name, first, settings) : message);
  }

  /** A sentence about what was used before and does not stand in; empty where there was nothing. */
  private leftOut(name: string, feature: (typeof features)[number], settings: EndpointSettings): string {
    const before = this.known[name]?.before[feature] ?? 'local';
    const spec = specOf(feature, { ...settings, features: { ...settings.features, [feature]: before } });
    if (isUnusable(spec) || isOnMachine(spec)) return '';
    return t(
      ' {0}, which was used before, is not on this machine and gets nothing unless you choose it.',
      endpointTitle(spec),
    );
  }

  /** Looks again and again at what is gone, until nothing is. */
  private watch(): void {
    this.timer ??= this.parts.clock.setTimeout(() => {
      this.timer = undefined;
      void this.look();
    }, lookMs);
  }

  private async look(): Promise<void> {
    const settings = this.parts.settings();
    const back: string[] = [];
    for (const name of this.gone) {
      const url = this.known[name]?.url;
      if (!isFound(name, this.known, settings) || url === undefined || (await this.answers(url)))
        back.push(name);
    }
    if (this.over.signal.aborted) return;
    for (const name of back) this.isBack(name);
    if (back.length > 0) {
      this.parts.log.info('a server that was found is back', { name: back.join(', ') });
      this.changed.fire();
    }
    if (this.gone.size > 0) this.watch();
  }

  /** Whether something listens there: a busy server takes its time to answer, and is not gone. */
  private async answers(address: string): Promise<boolean> {
    const { hostname, port } = new URL(address);
    const host: LoopbackHost = hostname === '[::1]' ? '::1' : '127.0.0.1';
    const { loopbackListens } = await import('../finding/loopbackGet');
    return await loopbackListens(host, Number(port || 80), this.parts.clock, this.over.signal);
  }
}
