import type { ServerStep } from './scenario';
import type { Ask, WorldServer } from './worldServer';

/**
 * Lets the server do one step.
 * @param onFailing called before an answer fails, with its HTTP status
 */
export function serverStep(
  server: WorldServer,
  step: ServerStep,
  onFailing: (ask: Ask | undefined, status: number) => void,
): void {
  const ask = pickOf(server.askable, step.pick);
  const over = pickOf(
    server.asks.filter(({ state }) => state === 'over'),
    step.pick,
  );
  const opening = pickOf(
    server.connections.filter(({ state }) => state === 'opening'),
    step.pick,
  );
  const open = pickOf(
    server.connections.filter(({ state }) => state === 'open'),
    step.pick,
  );
  const post = pickOf(
    server.asks.filter(({ post }) => post && !post.over),
    step.pick,
  )?.post;
  switch (step.do) {
    case 'accept':
      if (!opening) return;
      return server.kind === 'http' ? server.refuse(opening, 426) : server.accept(opening);
    case 'refuse':
      if (opening) server.refuse(opening, step.status);
      return;
    case 'hangUp':
      if (open) server.hangUp(open, step.code);
      return;
    case 'mute':
      if (open) open.alive = false;
      return;
    case 'begin':
      if (ask) server.begin(ask);
      return;
    case 'piece':
      if (ask) server.piece(ask);
      return;
    case 'complete':
      if (ask) server.complete(ask);
      return;
    case 'cut':
      if (ask) server.cut(ask);
      return;
    case 'failed':
      if (ask) server.failed(ask);
      return;
    case 'steered':
      if (ask) server.steer(ask);
      return;
    case 'fail': {
      const headers = step.status === 429 ? { 'retry-after-ms': String(step.waitMs) } : undefined;
      onFailing(ask, step.status);
      if (ask) server.fail(ask, step.status, step.code, headers);
      return;
    }
    case 'refuseBare':
      if (ask) server.refuseBare(ask, step.status, step.code);
      return;
    case 'repeat':
      if (over) server.repeat(over);
      return;
    case 'failTwice':
      if (ask) server.failTwice(ask, step.first);
      return;
    case 'late':
      if (over) server.late(over);
      return;
    case 'close':
      if (post?.answered) post.close();
      return;
    case 'break':
      return post?.close(new Error('broken'));
  }
}

/** One of them, whatever the number. */
export function pickOf<T>(from: readonly T[], pick: number): T | undefined {
  return from[pick % Math.max(1, from.length)];
}
