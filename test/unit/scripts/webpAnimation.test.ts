import assert from 'node:assert/strict';
import { webpAnimation } from '../../../scripts/pictures/webpAnimation.mjs';

/** A still WebP picture whose data is this. */
function still(data: string, others = ''): Buffer {
  const size = (length: number): string => String.fromCharCode(length, 0, 0, 0);
  const chunk = `VP8L${size(data.length)}${data}${data.length % 2 === 1 ? '\0' : ''}`;
  return Buffer.from(`RIFF${size(4 + others.length + chunk.length)}WEBP${others}${chunk}`, 'latin1');
}

/** The chunks of a file: name, length, and where the content begins. */
function chunks(file: Buffer, from: number, to = file.length) {
  const found: { name: string; content: Buffer }[] = [];
  for (let at = from; at < to;) {
    const length = file.readUInt32LE(at + 4);
    found.push({
      name: file.toString('latin1', at, at + 4),
      content: file.subarray(at + 8, at + 8 + length),
    });
    at += 8 + length + (length % 2);
  }
  return found;
}

describe('an animated WebP', () => {
  const piece = { x: 0, y: 0, width: 100, height: 50, ms: 40 };

  it('has a header, the animation and a frame for each piece, at its place and for its time', () => {
    const file = webpAnimation({ width: 100, height: 50 }, [
      { ...piece, webp: still('first') },
      { webp: still('two'), x: 10, y: 4, width: 3, height: 2, ms: 1_000 },
    ]);
    assert.equal(file.toString('latin1', 0, 4), 'RIFF');
    assert.equal(file.readUInt32LE(4), file.length - 8);
    const [head, animation, one, two, ...others] = chunks(file, 12);
    assert.ok(head && animation && one && two);
    assert.deepEqual([head.name, animation.name, one.name, two.name], ['VP8X', 'ANIM', 'ANMF', 'ANMF']);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [head.content[0], head.content.readUIntLE(4, 3), head.content.readUIntLE(7, 3)],
      [2, 99, 49],
    );
    const numbers = [0, 3, 6, 9, 12].map(at => two.content.readUIntLE(at, 3));
    assert.deepEqual(numbers, [5, 2, 2, 1, 1_000]);
    const [picture] = chunks(two.content, 16);
    assert.deepEqual([picture?.name, picture?.content.toString()], ['VP8L', 'two']);
  });

  it('takes the picture out of a file that holds more', () => {
    const file = webpAnimation({ width: 100, height: 50 }, [
      { ...piece, webp: still('data', 'ICCP\u0002\0\0\0ab') },
    ]);
    const frame = chunks(file, 12)[2];
    assert.ok(frame);
    assert.deepEqual(
      chunks(frame.content, 16).map(({ name }) => name),
      ['VP8L'],
    );
  });

  it('refuses what it cannot hold', () => {
    assert.throws(
      () => webpAnimation({ width: 1, height: 1 }, [{ ...piece, x: 3, webp: still('a') }]),
      /even places/,
    );
    assert.throws(
      () => webpAnimation({ width: 1, height: 1 }, [{ ...piece, webp: Buffer.from('PNG') }]),
      /no WebP/,
    );
  });
});
