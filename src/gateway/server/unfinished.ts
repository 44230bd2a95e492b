import type { Share } from '../admission/fairShares';

/** The part of a socket that is used here. */
export interface ByteSource {
  prependListener(event: 'data', listener: (chunk: Buffer) => void): unknown;
}

/** A frame of this many bytes, or its beginning, is nobody's business. */
const smallBytes = 64 * 1024;

/**
 * Watches over what has come of a frame that is not complete yet: it is kept in memory until it is, and nothing says
 * that this ever happens. `onNoRoom` is called once, when the client's share is used up. The caller calls what is returned
 * for each frame that is complete, and disposes the share.
 */
export function watchUnfinished(source: ByteSource, share: Share, onNoRoom: () => void): () => void {
  let pending = 0;
  let held = 0;
  let full = false;
  // Before the frames in it are handed out, so that a frame that is complete takes the whole of it away.
  source.prependListener('data', chunk => {
    pending += chunk.length;
    const more = pending - smallBytes - held;
    if (more <= 0 || full) return;
    if (share.grow(more)) held += more;
    else {
      full = true;
      onNoRoom();
    }
  });
  return () => {
    pending = 0;
    if (held === 0) return;
    share.shrink(held);
    held = 0;
  };
}
