import { chooseCancel } from './cancelPolicy';
import type { Exchange } from './exchange';
import { defaultLane } from './laneNames';
import type { Link } from './link';
import type { LinkPool } from './linkPool';
import type { ProfileKeeper } from './profiles';
import { writeFrame } from './requestFrame';

/** Stops a response nobody reads any more, by the means that fits the endpoint. */
export function abandonExchange(
  link: Link,
  exchange: Exchange,
  { pool, keeper }: { readonly pool: LinkPool; readonly keeper: ProfileKeeper },
): void {
  if (link.state !== 'open') return;
  switch (chooseCancel(keeper.current)) {
    case 'message':
      link.write(
        writeFrame({
          type: 'codex_spark.cancel',
          ...(exchange.lane === defaultLane ? {} : { stream_id: exchange.lane }),
          ...(exchange.responseId ? { response_id: exchange.responseId } : {}),
        }),
      );
      return;
    case 'mute':
      return;
    case 'close':
      pool.replace(link);
  }
}
