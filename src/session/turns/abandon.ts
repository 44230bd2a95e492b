import { streamIdField } from '../../protocol/streamId';
import { chooseCancel, type CancelMeans } from './cancelPolicy';
import type { ResponseStream } from '../connection/responseStream';
import type { Connection } from '../connection/connection';
import type { ConnectionPool } from '../connection/connectionPool';
import type { ProfileKeeper } from '../profiles';
import { writeFrame } from './requestFrame';
import { assumedUnitsPerToken } from './writingPace';

/**
 * Stops a response nobody reads any more, by the means that fits the endpoint. Returns which one that was;
 * undefined where the connection is gone anyway.
 * @param tokensPerSecond of this answer or of the last, where known
 */
export function abandonResponse(
  connection: Connection,
  stream: ResponseStream,
  tokensPerSecond: number | undefined,
  { pool, keeper }: { readonly pool: ConnectionPool; readonly keeper: ProfileKeeper },
): CancelMeans | undefined {
  if (connection.state !== 'open') return undefined;
  const { maxOutputTokens = Infinity, units } = stream;
  const { live: othersLive, inFlight } = connection;
  const means = chooseCancel(keeper.current, {
    leftTokens: Math.max(0, maxOutputTokens - units / assumedUnitsPerToken),
    tokensPerSecond,
    othersLive,
    inFlight,
    hasSpare: pool.open.some(other => other.inFlight === 0),
  });
  if (means === 'close') pool.replace(connection);
  if (means === 'message') connection.write(cancelFrame(stream));
  return means;
}

function cancelFrame({ lane, responseId }: ResponseStream): string {
  return writeFrame({
    type: 'codex_spark.cancel',
    ...streamIdField(lane),
    ...(responseId ? { response_id: responseId } : {}),
  });
}
