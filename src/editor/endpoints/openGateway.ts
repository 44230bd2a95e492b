import type { Disposable } from '../../common/disposable';

/** Where a running gateway listens, and the token that opens it. */
export interface GatewayAddress {
  /** Where sockets are opened. */
  readonly url: string;
  /** Base of its paths over HTTP. */
  readonly http: string;
  readonly token: string;
}

/** A gateway that runs: of this window alone, or shared with others. Disposing lets go of it. */
export interface OpenGateway extends Disposable {
  readonly address: GatewayAddress;
  /** Resolves when it is gone, or can no longer be seen. */
  readonly ended: Promise<void>;
}
