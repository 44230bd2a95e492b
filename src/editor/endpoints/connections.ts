import { DisposableStore, toDisposable, type Disposable } from '../../common/disposable';
import { Emitter } from '../../common/emitter';
import type { Session } from '../../session/session';
import { features, type EndpointSettings, type Feature } from './endpointSettings';
import { isUnusable, specKey, specOf, type EndpointSpec, type Unusable } from './endpointSpec';
import { isKeyOf } from './keyNames';

/** What the registry needs of a connection. */
export interface KeptConnection extends Disposable {
  readonly spec: EndpointSpec;
  readonly session: Pick<Session, 'state' | 'reconnect'>;
  readonly onDidChange: (listener: () => void) => Disposable;
}

interface Entry<C> {
  readonly key: string;
  readonly connection: C;
  readonly listening: Disposable;
}

/**
 * The connections of a window, one for each endpoint in use: features with the same endpoint share its session. What
 * a change of settings does not touch stays open. The owner disposes it, and with it all of them.
 */
export class Connections<C extends KeptConnection> implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new Emitter<void>());
  private readonly replaced = this.store.add(new Emitter<void>());
  private entries: readonly Entry<C>[] = [];
  private used = new Map<Feature, Entry<C> | Unusable>();
  /** What a feature has been lent, in place of what the settings say. */
  private readonly lent = new Map<Feature, Entry<C>>();

  /** Something that can be shown has changed. Fires after every turn. */
  readonly onDidChange = this.changed.event;
  /** A feature has another connection, or none, than before. */
  readonly onDidReplace = this.replaced.event;

  /** @param open builds the connection of an endpoint; throws nothing, connects nothing yet */
  constructor(private readonly open: (spec: EndpointSpec) => C) {}

  /** The connection of a feature; undefined while its settings cannot be used. */
  of(feature: Feature): C | undefined {
    const used = this.lent.get(feature) ?? this.used.get(feature);
    return used && 'connection' in used ? used.connection : undefined;
  }

  /** Why a feature has none. */
  problemOf(feature: Feature): Unusable | undefined {
    const used = this.lent.get(feature) ?? this.used.get(feature);
    return used && 'reason' in used ? used : undefined;
  }

  /** All that are in use, with what uses them. */
  get all(): readonly { readonly connection: C; readonly uses: readonly Feature[] }[] {
    return [...this.entries, ...this.lent.values()].map(({ connection }) => ({
      connection,
      uses: features.filter(feature => this.of(feature) === connection),
    }));
  }

  /** Makes the connections what the settings say. */
  apply(settings: EndpointSettings): void {
    const before = this.entries;
    const usedBefore = this.used;
    const entries: Entry<C>[] = [];
    const used = new Map<Feature, Entry<C> | Unusable>();
    for (const feature of features) {
      const spec = specOf(feature, settings);
      if (isUnusable(spec)) {
        used.set(feature, spec);
        continue;
      }
      const key = specKey(spec);
      const known = entries.find(entry => entry.key === key) ?? before.find(entry => entry.key === key);
      const entry = known ?? this.opened(key, spec);
      if (!entries.includes(entry)) entries.push(entry);
      used.set(feature, entry);
    }
    this.entries = entries;
    this.used = used;
    this.tell(features.some(feature => !sameUse(used.get(feature), usedBefore.get(feature))));
    this.close(before.filter(entry => !entries.includes(entry)));
  }

  /**
   * Lets a feature use another endpoint, whatever the settings say, until the returned is disposed of. What it used before
   * stays open.
   */
  lend(feature: Feature, spec: EndpointSpec): Disposable & { readonly connection: C } {
    const entry = this.opened(specKey(spec), spec);
    this.lent.set(feature, entry);
    this.tell(true);
    const giveBack = toDisposable(() => {
      if (this.lent.get(feature) === entry) this.lent.delete(feature);
      this.tell(true);
      this.close([entry]);
    });
    return { connection: entry.connection, dispose: () => giveBack.dispose() };
  }

  /** A key has changed in the secret storage: what uses it is opened anew. */
  keyChanged(stored: string): void {
    this.renew(({ spec }) => isKeyOf(stored, spec));
  }

  /** Opens those anew that `which` picks. */
  renew(which: (connection: C) => boolean): void {
    const old = this.entries.filter(({ connection }) => which(connection));
    if (old.length === 0) return;
    const news = new Map(old.map(entry => [entry, this.opened(entry.key, entry.connection.spec)]));
    const current = (entry: Entry<C>): Entry<C> => news.get(entry) ?? entry;
    this.entries = this.entries.map(current);
    this.used = new Map(
      [...this.used].map(([feature, use]) => [feature, 'reason' in use ? use : current(use)]),
    );
    this.tell(true);
    this.close(old);
  }

  /** Connects all of them now that are not connected. */
  reconnect(): void {
    for (const { connection } of this.entries) connection.session.reconnect();
  }

  dispose(): void {
    this.store.dispose();
    this.close([...this.entries, ...this.lent.values()]);
    this.lent.clear();
    this.entries = [];
    this.used.clear();
  }

  private opened(key: string, spec: EndpointSpec): Entry<C> {
    const connection = this.open(spec);
    return { key, connection, listening: connection.onDidChange(() => this.changed.fire()) };
  }

  /** Features move to the new ones before the old ones end. */
  private tell(replaced: boolean): void {
    if (replaced) this.replaced.fire();
    this.changed.fire();
  }

  private close(entries: readonly Entry<C>[]): void {
    for (const { connection, listening } of entries) {
      listening.dispose();
      connection.dispose();
    }
  }
}

function sameUse(one: object | undefined, other: object | undefined): boolean {
  return (
    one === other || (one !== undefined && 'reason' in one && JSON.stringify(one) === JSON.stringify(other))
  );
}
