// @ts-check
// Reads one file out of a zip archive such as a .vsix. No import.meta here: tests bundle this file.
import { inflateRawSync } from 'node:zlib';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/**
 * @param {Buffer} zip the archive, without zip64
 * @param {string} name the path of the file inside; upper and lower case are the same
 * @returns {Buffer | undefined} its content; undefined when it is not in there
 */
export function zipEntry(zip, name) {
  let at = zip.length - 22;
  while (at >= 0 && zip.readUInt32LE(at) !== endOfDirectory) at--;
  if (at < 0) throw new Error('This is no zip archive.');
  let next = zip.readUInt32LE(at + 16);
  for (let left = zip.readUInt16LE(at + 10); left > 0; left--) {
    if (zip.readUInt32LE(next) !== directoryEntry) throw new Error('The directory of the archive is broken.');
    const nameLength = zip.readUInt16LE(next + 28);
    const found = zip.toString('utf8', next + 46, next + 46 + nameLength);
    if (found.toLowerCase() === name.toLowerCase()) return contentOf(zip, next);
    next += 46 + nameLength + zip.readUInt16LE(next + 30) + zip.readUInt16LE(next + 32);
  }
  return undefined;
}

/**
 * @param {Buffer} zip
 * @param {number} entry where it stands in the directory
 */
function contentOf(zip, entry) {
  const start = zip.readUInt32LE(entry + 42);
  // The lengths of the local header are its own.
  const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
  const packed = zip.subarray(data, data + zip.readUInt32LE(entry + 20));
  return zip.readUInt16LE(entry + 10) === 0 ? packed : inflateRawSync(packed);
}
