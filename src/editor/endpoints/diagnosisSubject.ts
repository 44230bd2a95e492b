import type { OpenSocket } from '../../session/connection/socket';
import type { Session } from '../../session/session';
import type { EndpointTarget } from './target';

/** What a diagnosis looks at. */
export interface DiagnosisSubject {
  readonly target: EndpointTarget;
  /** URL of the server, also of one behind a gateway; undefined for the embedded engine. */
  readonly server: string | undefined;
  /** The endpoint as shown in the report: never with a key in it. */
  readonly endpointName: string;
  readonly openSocket: OpenSocket;
  /** Makes a session of its own for the test, so that the live one is not disturbed. */
  readonly connect: () => Session;
  /** All certificate authorities to trust, PEM; undefined for the usual ones. */
  readonly ca: readonly string[] | undefined;
}
