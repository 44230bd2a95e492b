/** A frame of text that is not fragmented, masked or compressed, as a server sends it: RFC 6455, section 5.2. */
const textFrame = 0x81;

/**
 * Texts as WebSocket frames, one behind the other in one piece: each write has a price of its own, whatever its size.
 * Texts are encoded as `Buffer` does, halves of surrogate pairs as replacement characters.
 */
export function textFrames(texts: readonly string[]): Buffer {
  let most = 0;
  for (const text of texts) most += text.length * 3 + 10;
  const scratch = most <= shared.length ? shared : Buffer.allocUnsafe(most);
  let at = 0;
  for (const text of texts) {
    const headAt = at;
    at += headBytes(text);
    const length = scratch.write(text, at);
    writeHead(scratch, headAt, length);
    at += length;
  }
  // What is sent is kept until it has left; as much as that takes, and no more.
  return Buffer.from(scratch.subarray(0, at));
}

/** Frames are put together here and then copied. */
const shared = Buffer.allocUnsafeSlow(256 * 1024);

function headBytes(text: string): number {
  const { length } = text;
  // A code unit takes one to three bytes, so that most lengths need not be counted.
  if (length <= 41) return 2;
  if (length > 125 && length <= 21_845) return 4;
  const bytes = Buffer.byteLength(text);
  return bytes <= 125 ? 2 : bytes <= 0xffff ? 4 : 10;
}

function writeHead(into: Buffer, at: number, length: number): void {
  into[at] = textFrame;
  if (length <= 125) into[at + 1] = length;
  else if (length <= 0xffff) {
    into[at + 1] = 126;
    into.writeUInt16BE(length, at + 2);
  } else {
    into[at + 1] = 127;
    into.writeBigUInt64BE(BigInt(length), at + 2);
  }
}
