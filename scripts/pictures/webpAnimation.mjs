// @ts-check
// Puts single WebP pictures together to an animated one (RIFF container, https://developers.google.com/speed/webp/docs/riff_container).
// No import.meta here: tests bundle this file.

/**
 * A part of the picture that changes, and how long it stays.
 * @typedef {object} Piece
 * @property {Buffer} webp a still WebP picture
 * @property {number} x even, in pixels
 * @property {number} y even, in pixels
 * @property {number} width
 * @property {number} height
 * @property {number} ms how long it is shown before the next one
 */

/**
 * Each piece is painted over what was there before; it plays for ever.
 * @param {{ width: number, height: number }} size in pixels
 * @param {readonly Piece[]} pieces
 * @returns {Buffer}
 */
export function webpAnimation({ width, height }, pieces) {
  const head = Buffer.alloc(10);
  head[0] = animationFlag;
  head.writeUIntLE(width - 1, 4, 3);
  head.writeUIntLE(height - 1, 7, 3);
  const animation = Buffer.alloc(6); // Behind it: nothing; played for ever.
  const chunks = [chunk('VP8X', head), chunk('ANIM', animation), ...pieces.map(frame)];
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks]);
  return chunk('RIFF', body);
}

const animationFlag = 0b10;

/** Painted over what was there, without mixing, and not taken away afterwards. */
const overwrites = 0b10;

/** @param {Piece} piece */
function frame({ webp, x, y, width, height, ms }) {
  if (x % 2 === 1 || y % 2 === 1)
    throw new Error(`A piece can only stand at even places, not at ${x}, ${y}.`);
  const head = Buffer.alloc(16);
  head.writeUIntLE(x / 2, 0, 3);
  head.writeUIntLE(y / 2, 3, 3);
  head.writeUIntLE(width - 1, 6, 3);
  head.writeUIntLE(height - 1, 9, 3);
  head.writeUIntLE(Math.min(Math.round(ms), 0xffffff), 12, 3);
  head[15] = overwrites;
  return chunk('ANMF', Buffer.concat([head, pictureOf(webp)]));
}

/**
 * The chunks that hold the picture itself.
 * @param {Buffer} webp
 */
function pictureOf(webp) {
  if (webp.toString('latin1', 0, 4) !== 'RIFF' || webp.toString('latin1', 8, 12) !== 'WEBP') {
    throw new Error('This is no WebP picture.');
  }
  /** @type {Buffer[]} */
  const found = [];
  for (let at = 12; at + 8 <= webp.length;) {
    const end = at + 8 + webp.readUInt32LE(at + 4);
    const padded = end + (end % 2);
    if (['ALPH', 'VP8 ', 'VP8L'].includes(webp.toString('latin1', at, at + 4)))
      found.push(webp.subarray(at, padded));
    at = padded;
  }
  return Buffer.concat(found);
}

/**
 * @param {string} name of four letters
 * @param {Buffer} content
 */
function chunk(name, content) {
  const head = Buffer.alloc(8, name, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}
