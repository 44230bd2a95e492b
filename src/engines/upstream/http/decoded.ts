import { PassThrough, pipeline, Readable } from 'node:stream';
import * as zlib from 'node:zlib';

/** Codings that change the bytes and that are not read here. */
const notRead = /^(x-)?(compress|zstd.*|dcb|dcz|lz4|snappy|lzma|xz|bzip2|zip|pack200-gzip|exi)$/;

/**
 * The bytes of a body that may be compressed although it was not asked to be. Every piece comes as soon as it can be read. The
 * codings that were applied are undone, the last one first; those that are none (`utf-8`, `none`) are passed over. The source is
 * left open when the reader leaves.
 */
export function decoded(
  body: AsyncIterable<Uint8Array>,
  encoding: string | undefined,
): AsyncIterable<Uint8Array> {
  if (encoding === undefined) return body;
  const names = encoding.toLowerCase().split(/[\s,]+/);
  return names.reverse().reduce(undone, body);
}

function undone(body: AsyncIterable<Uint8Array>, name: string): AsyncIterable<Uint8Array> {
  const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = zlib.constants;
  const flush = { flush: Z_SYNC_FLUSH, finishFlush: Z_SYNC_FLUSH };
  // Both begin in a way by which they can be told from text; not everything is what it is said to be.
  if (name === 'gzip' || name === 'x-gzip') {
    return lookedAt(body, ([first, second]) =>
      first === 0x1f && second === 0x8b ? zlib.createGunzip(flush) : undefined,
    );
  }
  if (name === 'deflate') {
    return lookedAt(body, ([first = 0, second = 0]) =>
      (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0
        ? zlib.createInflate(flush)
        : zlib.createInflateRaw(flush),
    );
  }
  if (name === 'br') return through(body, zlib.createBrotliDecompress({ flush: BROTLI_OPERATION_FLUSH }));
  if (!notRead.test(name)) return body;
  return through(body, new PassThrough(), new Error(`The content encoding "${name}" is not understood.`));
}

/** Chooses the stage by the first two bytes; without one the body is as it should be. */
async function* lookedAt(
  body: AsyncIterable<Uint8Array>,
  choose: (start: Uint8Array) => (NodeJS.ReadWriteStream & Readable) | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = body[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  while (read.reduce((sum, { length }) => sum + length, 0) < 2) {
    const step = await source.next();
    if (step.done) break;
    read.push(step.value);
  }
  const again: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => ({
      next: () => {
        const value = read.shift();
        return value ? Promise.resolve({ done: false, value }) : source.next();
      },
    }),
  };
  const stage = choose(Buffer.concat(read));
  yield* stage ? through(again, stage) : again;
}

function through(
  body: AsyncIterable<Uint8Array>,
  stage: NodeJS.ReadWriteStream & Readable,
  problem?: Error,
): AsyncIterable<Uint8Array> {
  // Errors reach the reader of the last stage.
  pipeline(Readable.from(body), stage, () => undefined);
  if (problem) stage.destroy(problem);
  return stage.iterator({ destroyOnReturn: false });
}
