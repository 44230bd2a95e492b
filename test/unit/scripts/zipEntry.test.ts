import assert from 'node:assert/strict';
import { crc32, deflateRawSync } from 'node:zlib';
import { zipEntry } from '../../../scripts/lib/zipEntry.mjs';

/** An archive as a packer writes it: the second half of the files packed, the first half as they are. */
function archive(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  Object.entries(files).forEach(([name, text], index) => {
    const method = index % 2 === 0 ? 0 : 8;
    const data = method === 0 ? Buffer.from(text) : deflateRawSync(text);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(method, 4);
    head.writeUInt32LE(crc32(text), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(Buffer.byteLength(text), 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    // Only the local header has an extra field.
    const local = Buffer.from(head);
    local.writeUInt16LE(4, 24);
    parts.push(Buffer.from('PK\u0003\u0004'), local, Buffer.from(name), Buffer.from('more'), data);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), head, place, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + 4 + data.length;
  });
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(files).length, 6);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, ...directory, Buffer.from('PK\u0005\u0006'), end]);
}

describe('a file in a zip archive', () => {
  const zip = archive({ 'a/first.txt': 'as it is', 'extension/readme.md': 'packed, packed, packed' });

  it('is read, packed or not', () => {
    assert.equal(zipEntry(zip, 'a/first.txt')?.toString(), 'as it is');
    assert.equal(zipEntry(zip, 'extension/README.md')?.toString(), 'packed, packed, packed');
  });

  it('is undefined when it is not there, and other files are told', () => {
    assert.equal(zipEntry(zip, 'b'), undefined);
    assert.throws(() => zipEntry(Buffer.from('no archive at all, whatever it is'), 'a'), /no zip archive/);
  });
});
