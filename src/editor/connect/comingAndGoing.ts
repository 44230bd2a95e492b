import type * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { Emitter } from '../../common/emitter';
import type { Log } from '../../common/log';
import { features, type EndpointSettings } from '../endpoints/endpointSettings';
import { endpointTitle, isUnusable, specOf, type EndpointSpec } from '../endpoints/endpointSpec';
import { featureNames } from '../endpoints/featureNames';
import type { Substitutes } from '../endpoints/substitutes';
import { commonPath } from '../finding/localServers';
import { loopbackGet, type LoopbackHost } from '../finding/loopbackGet';
import {
  isFound,
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
  /** Whether the server at an address is being started: then nothing need be said. */
  readonly isComing: (address: string) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Follows the servers that were found on this machine and connected. Where one does not answer any more, what was used before
 * answers in its place, in this window and without a change of settings, until it is back. That it is gone is said once; that
 * it is back is not.
 */
export class ComingAndGoing implements Substitutes, Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new Emitter<void>());
  private readonly over = new AbortController();
  private readonly gone = new Set<string>();
  private timer: Disposable | undefined;

  readonly onDidChange = this.changed.event;

  constructor(private readonly parts: ComingAndGoingParts) {}

  apply(settings: EndpointSettings): EndpointSettings {
    return withoutGone(settings, this.known, this.gone);
  }

  /** Remembers what was used before a server that was found. Before the settings are written. */
  async remember(spec: EndpointSpec, uses: readonly (typeof features)[number][]): Promise<void> {
    if (spec.endpoint.kind === 'local') return;
    const { name, endpoint } = spec;
    this.gone.delete(name);
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
    this.parts.log.info('a server that was found is gone', { name, endpoint: endpoint.origin });
    this.changed.fire();
    if (!this.parts.isComing(endpoint.url)) this.tell(spec, uses);
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

  private tell({ name, endpoint }: EndpointSpec, uses: readonly (typeof features)[number][]): void {
    const [first] = uses;
    if (!first || endpoint.kind === 'local') return;
    const now = specOf(first, this.apply(this.parts.settings()));
    const instead = isUnusable(now)
      ? 'nothing'
      : now.endpoint.kind === 'local'
        ? 'the embedded engine'
        : endpointTitle(now);
    const message = `Codex Spark: ${name} at ${new URL(endpoint.url).host} does not answer any more. ${featureNames(uses)} come from ${instead} until it is back.`;
    this.parts.tell(message);
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
    for (const name of back) this.gone.delete(name);
    if (back.length > 0) {
      this.parts.log.info('a server that was found is back', { name: back.join(', ') });
      this.changed.fire();
    }
    if (this.gone.size > 0) this.watch();
  }

  /** Whether something answers there, whatever it says. */
  private async answers(address: string): Promise<boolean> {
    const { hostname, port } = new URL(address);
    const host: LoopbackHost = hostname === '[::1]' ? '::1' : '127.0.0.1';
    const question = { host, port: Number(port || 80), path: commonPath };
    return (await loopbackGet(question, this.parts.clock, this.over.signal)) !== undefined;
  }
}
