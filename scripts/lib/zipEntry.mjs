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
  for (const entry of entriesOf(zip)) {
    if (entry.name.toLowerCase() === name.toLowerCase()) return contentOf(zip, entry.at);
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

/**
 * @param {Buffer} zip the archive, without zip64
 * @returns {string[]} the paths of all files inside
 */
export function zipNames(zip) {
  return [...entriesOf(zip)].map(({ name }) => name);
}

/**
 * @param {Buffer} zip
 * @returns {Generator<{ name: string, at: number }>} what stands in the directory, and where
 */
function* entriesOf(zip) {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== endOfDirectory) end--;
  if (end < 0) throw new Error('This is no zip archive.');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== directoryEntry) throw new Error('The directory of the archive is broken.');
    const nameLength = zip.readUInt16LE(at + 28);
    yield { name: zip.toString('utf8', at + 46, at + 46 + nameLength), at };
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}
