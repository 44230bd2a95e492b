import type { OnReadOpts, Socket } from 'node:net';

/** As much as Node reads at once by itself, in bytes. */
const mostAtOnce = 64 * 1024;

/**
 * Has connections read into one buffer that all of them share, and keep a copy of what has come. By itself Node takes
 * 64 KiB for each read, whatever comes, which costs time with each token, and memory until it is collected.
 */
export function sharedRead(): OnReadOpts {
  return {
    buffer: Buffer.allocUnsafeSlow(mostAtOnce),
    // Node calls it as a method of the connection. What it returns says whether to go on reading.
    callback(this: Socket | void, bytes, buffer) {
      return this?.push(Buffer.from(buffer.subarray(0, bytes))) ?? false;
    },
  };
}
