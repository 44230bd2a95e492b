import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { decoded } from '../../../../../src/engines/upstream/http/decoded';

const text = 'data: {"ö":"🌍"}\n\n';

async function read(body: Uint8Array, encoding: string | undefined, size: number): Promise<string> {
  const pieces = Array.from({ length: Math.ceil(body.length / size) }, (_, n) =>
    body.subarray(n * size, (n + 1) * size),
  );
  const all: Uint8Array[] = [];
  for await (const piece of decoded(Readable.from(pieces), encoding)) all.push(piece);
  return Buffer.concat(all).toString();
}

describe('decoded', () => {
  const plain = Buffer.from(text);
  const table: readonly (readonly [encoding: string | undefined, body: Buffer])[] = [
    ...[undefined, '', 'identity', 'utf-8', 'UTF8', 'none', 'chunked', 'binary', 'text', 'aws-chunked'].map(
      name => [name, plain] as const,
    ),
    ['gzip', gzipSync(text)],
    ['X-GZIP', gzipSync(text)],
    ['br', brotliCompressSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['identity, gzip', gzipSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    // Said to be what it is not.
    ['gzip', plain],
  ];
  for (const [encoding, body] of table) {
    it(`reads ${encoding ?? 'no coding'} of ${body.length} bytes, wherever it is cut`, async () => {
      for (const size of [1, 3, 1_000]) assert.equal(await read(body, encoding, size), text);
    });
  }
  it('reads an empty body, whatever it is said to be', async () => {
    for (const encoding of ['gzip', 'utf-8', undefined])
      assert.equal(await read(Buffer.alloc(0), encoding, 1), '');
  });
  it('does not take for text what nobody here can read', async () => {
    for (const encoding of ['zstd-9', 'compress', 'lz4'])
      await assert.rejects(read(plain, encoding, 9), /not understood/);
  });
});
