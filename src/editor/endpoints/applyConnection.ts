import type { Disposable } from '../../common/disposable';
import type { TurnStarter } from '../../session/session';
import { isUnusable, specKey, type EndpointSpec, type Unusable } from './endpointSpec';
import { isKeyOf } from './keyNames';

/** What is needed of a connection. */
export interface ApplyingConnection extends Disposable {
  readonly spec: EndpointSpec;
  readonly session: TurnStarter;
}

/** What the endpoint that merges code is kept with. */
export interface ApplyConnectionParts<C extends ApplyingConnection> {
  /** What is chosen now; undefined for nothing. */
  readonly chosen: () => EndpointSpec | Unusable | undefined;
  /** The connections that features use. */
  readonly inUse: () => readonly C[];
  /** Builds a connection; connects nothing yet. */
  readonly open: (spec: EndpointSpec) => C;
  /** Tells the user why the chosen endpoint cannot be used. */
  readonly tell: (problem: Unusable) => void;
}

/**
 * The endpoint that merges code into a file: that of a feature where it is the same one, else one of its own, which is
 * opened when it is first asked for and kept until the settings name another. The owner disposes it.
 */
export class ApplyConnection<C extends ApplyingConnection> implements Disposable {
  private own: C | undefined;
  private told = '';

  constructor(private readonly parts: ApplyConnectionParts<C>) {}

  /** The session to merge with now; undefined where none is chosen or usable. */
  session(): TurnStarter | undefined {
    const { chosen, inUse, open, tell } = this.parts;
    const spec = chosen();
    if (!spec) return undefined;
    if (isUnusable(spec)) {
      if (this.told !== spec.reason) tell(spec);
      this.told = spec.reason;
      return undefined;
    }
    const key = specKey(spec);
    const isIt = (connection: C): boolean => specKey(connection.spec) === key;
    const shared = inUse().find(isIt);
    if (shared) return shared.session;
    if (this.own && !isIt(this.own)) this.close();
    this.own ??= open(spec);
    return this.own.session;
  }

  /** The settings have changed: what they do not name any more is closed. */
  settingsChanged(): void {
    const spec = this.parts.chosen();
    const isSame = spec && !isUnusable(spec) && this.own && specKey(this.own.spec) === specKey(spec);
    if (!isSame) this.close();
    this.told = '';
  }

  /** A key has changed in the secret storage. */
  keyChanged(stored: string): void {
    if (this.own && isKeyOf(stored, this.own.spec)) this.close();
  }

  dispose(): void {
    this.close();
  }

  private close(): void {
    this.own?.dispose();
    this.own = undefined;
  }
}
