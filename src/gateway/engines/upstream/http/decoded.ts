import { PassThrough, pipeline, Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/**
 * The text of a body that may be compressed although it was not asked to be, and whose characters may be cut
 * anywhere. Every piece comes as soon as it can be read. The source is left open when the reader leaves.
 */
export async function* decoded(
  body: AsyncIterable<Uint8Array>,
  encoding: string | undefined,
): AsyncGenerator<string, void, undefined> {
  const decoder = new StringDecoder('utf8');
  for await (const chunk of plain(body, encoding)) {
    const text = decoder.write(chunk);
    if (text !== '') yield text;
  }
  const rest = decoder.end();
  if (rest !== '') yield rest;
}

function plain(body: AsyncIterable<Uint8Array>, encoding: string | undefined): AsyncIterable<Uint8Array> {
  const name = encoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return body;
  const flush = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
  if (name === 'gzip' || name === 'x-gzip') return through(body, createGunzip(flush));
  if (name === 'deflate') return through(body, createInflate(flush));
  if (name === 'br') {
    return through(body, createBrotliDecompress({ flush: constants.BROTLI_OPERATION_FLUSH }));
  }
  return through(body, new PassThrough(), new Error(`The content encoding "${name}" is not understood.`));
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
