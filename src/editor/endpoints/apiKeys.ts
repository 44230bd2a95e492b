import { Emitter, type Event } from '../../common/emitter';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import type { EndpointSpec } from './endpointSpec';
import { keyNames } from './keyNames';

/** The part of `vscode.SecretStorage` that is used. */
export interface SecretStore {
  get(name: string): PromiseLike<string | undefined>;
  store(name: string, value: string): PromiseLike<void>;
  delete(name: string): PromiseLike<void>;
  readonly onDidChange: (listener: (event: { readonly key: string }) => void) => Disposable;
}

type Keyed = Pick<EndpointSpec, 'name' | 'endpoint'>;

/** API keys, by endpoint, in VS Code's secret storage and nowhere else; see `keyNames`. */
export class ApiKeys implements Disposable {
  private readonly disposables = new DisposableStore();
  private readonly changed = this.disposables.add(new Emitter<string>());
  /** What this window has read or written, by name. */
  private readonly known = new Map<string, string | undefined>();

  /** The name of a key that was set or removed, here or in another window; see `keyNames`. */
  readonly onDidChange: Event<string> = this.changed.event;

  constructor(private readonly secrets: SecretStore) {
    this.disposables.add(secrets.onDidChange(({ key }) => void this.compare(key)));
  }

  /** The key for an endpoint, if one was set. */
  async get(keyed: Keyed): Promise<string | undefined> {
    const names = keyNames(keyed);
    if (!names) return undefined;
    for (const name of [names.own, ...names.others]) {
      const key = await this.read(name);
      if (key !== undefined) return key;
    }
    return undefined;
  }

  /** Keeps a key for an endpoint in the place of the one it uses: its own if it has one, else that of its host. */
  async store(keyed: Keyed, key: string): Promise<void> {
    const names = keyNames(keyed);
    if (!names) return;
    const own = (await this.read(names.own)) !== undefined;
    await this.write(own ? names.own : names.host, key);
  }

  /** Keeps a key for an endpoint without taking that of its host away from others. */
  async storeBeside(keyed: Keyed, key: string): Promise<void> {
    const names = keyNames(keyed);
    if (!names) return;
    const other = await this.get({ ...keyed, name: '' });
    await this.write(other === undefined || other === key ? names.host : names.own, key);
  }

  /** Forgets the key an endpoint uses: its own, else the one of its host. */
  async remove(keyed: Keyed): Promise<void> {
    const names = keyNames(keyed);
    if (!names) return;
    const found = await this.read(names.own);
    for (const name of found === undefined ? names.others : [names.own]) {
      if ((await this.read(name)) !== undefined) await this.write(name, undefined);
    }
  }

  dispose(): void {
    this.disposables.dispose();
    this.known.clear();
  }

  private async read(name: string): Promise<string | undefined> {
    const value = await this.secrets.get(name);
    this.known.set(name, value);
    return value;
  }

  private async write(name: string, value: string | undefined): Promise<void> {
    this.known.set(name, value);
    await (value === undefined ? this.secrets.delete(name) : this.secrets.store(name, value));
    // Also when it is the same as before: it may be accepted now.
    this.changed.fire(name);
  }

  private async compare(name: string): Promise<void> {
    const before = this.known.get(name);
    const now = await this.secrets.get(name);
    if (this.known.has(name) && before === now) return;
    this.known.set(name, now);
    this.changed.fire(name);
  }
}

/** What is wrong with a text as a key; undefined when nothing is. */
export function keyProblem(text: string): string | undefined {
  if (text.trim() === '') return t('A key cannot be empty.');
  return /^[\x21-\x7e]{1,16384}$/.test(text.trim())
    ? undefined
    : t('A key has no spaces and only plain ASCII characters.');
}
