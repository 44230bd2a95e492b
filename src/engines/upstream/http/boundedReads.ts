import type { OnReadOpts, Socket } from 'node:net';

/**
 * The option of a connection that has it read so many bytes at a time at most, and not the 64 KiB that Node reads by itself.
 * The HTTP client reads once more each time it goes on after a pause, whatever is left of what it has read before: who
 * pauses after less than one such read has the rest pile up, and with it, in the end, the whole answer.
 */
export function boundedReads(most: number): OnReadOpts {
  return {
    // What is read is copied before anybody else reads.
    buffer: Buffer.allocUnsafeSlow(most),
    callback(this: Pick<Socket, 'push'>, length: number, buffer: Uint8Array) {
      return this.push(Buffer.from(buffer.subarray(0, length)));
    },
  };
}
