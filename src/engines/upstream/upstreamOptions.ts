import type { Clock } from '../../common/clock';
import type { Log } from '../../common/log';
import type { ServerName } from '../../common/upstreamNames';
import type { ApiChoice, FimChoice } from './choice';
import type { UpstreamWaits } from './http/upstreamHttp';
import type { UpstreamKey } from './upstreamKey';

/** What an upstream is asked by. */
export interface UpstreamOptions {
  /** Base address, as given. */
  readonly url: string;
  /** Undefined: the only one the server has. */
  readonly model: string | undefined;
  /** Further models that it has, whether it tells of them or not. */
  readonly furtherModels?: readonly string[];
  readonly key: UpstreamKey;
  /** Further request headers, names in lower case; the key wins over them. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly api: ApiChoice;
  readonly fim: FimChoice | undefined;
  /** Undefined: found out. */
  readonly server: ServerName | undefined;
  /** `auto`: on machines of one's own. */
  readonly warmUp: 'auto' | 'on' | 'off';
  readonly waits: UpstreamWaits;
  /** Whether a failure that may pass is met by asking once more; by default it is. Off where another server is asked instead. */
  readonly asksAgain?: boolean;
  readonly authorities: readonly string[] | undefined;
  /** For the proxy. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  readonly clock: Clock;
}
