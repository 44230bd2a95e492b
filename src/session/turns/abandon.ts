import { chooseCancel, type CancelMeans } from './cancelPolicy';
import type { Exchange } from '../connection/exchange';
import { defaultLane } from '../connection/laneNames';
import type { Link } from '../connection/link';
import type { LinkPool } from '../connection/linkPool';
import type { ProfileKeeper } from '../profiles';
import { writeFrame } from './requestFrame';
import { unitsPerToken } from './writingPace';

/**
 * Stops a response nobody reads any more, by the means that fits the endpoint. Returns which one that was;
 * undefined where the connection is gone anyway.
 * @param tokensPerSecond of this answer or of the last, where known
 */
export function abandonExchange(
  link: Link,
  exchange: Exchange,
  tokensPerSecond: number | undefined,
  { pool, keeper }: { readonly pool: LinkPool; readonly keeper: ProfileKeeper },
): CancelMeans | undefined {
  if (link.state !== 'open') return undefined;
  const { maxOutputTokens, units } = exchange;
  const means = chooseCancel(keeper.current, {
    leftTokens:
      maxOutputTokens === undefined ? undefined : Math.max(0, maxOutputTokens - units / unitsPerToken),
    tokensPerSecond,
    othersLive: link.live,
    muted: link.inFlight - link.live,
    hasSpare: pool.open.some(other => other !== link && other.inFlight === 0),
  });
  if (means === 'close') pool.replace(link);
  if (means === 'message') link.write(cancelFrame(exchange));
  return means;
}

function cancelFrame({ lane, responseId }: Exchange): string {
  return writeFrame({
    type: 'codex_spark.cancel',
    ...(lane === defaultLane ? {} : { stream_id: lane }),
    ...(responseId ? { response_id: responseId } : {}),
  });
}
