import type { Dice } from './dice';

/** The head of a WebSocket frame, right or wrong (RFC 6455, section 5.2). */
export interface FrameShape {
  readonly fin?: boolean;
  /** The three reserved bits, 0 to 7. */
  readonly reserved?: number;
  readonly opcode: number;
  /** Clients must mask; false is a breach. */
  readonly masked?: boolean;
  readonly payload: Buffer;
  /** What the head claims about the length, where that is not true. In bytes. */
  readonly claimed?: bigint;
  /** The field the length is written in; the shortest that holds it unless told. */
  readonly lengthBytes?: 0 | 2 | 8;
}

/** One frame as bytes. */
export function frameBytes(shape: FrameShape): Buffer {
  const { fin = true, reserved = 0, opcode, masked = true, payload } = shape;
  const length = shape.claimed ?? BigInt(payload.length);
  const field = shape.lengthBytes ?? (length < 126n ? 0 : length < 65_536n ? 2 : 8);
  const head = Buffer.alloc(2 + field);
  head[0] = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  head[1] = (masked ? 0x80 : 0) | (field === 0 ? Number(length) : field === 2 ? 126 : 127);
  if (field === 2) head.writeUInt16BE(Number(length), 2);
  if (field === 8) head.writeBigUInt64BE(length, 2);
  if (!masked) return Buffer.concat([head, payload]);
  const mask = Buffer.from([0x12, 0x34, 0x56, 0x78]);
  return Buffer.concat([head, mask, payload.map((byte, index) => byte ^ (mask[index & 3] ?? 0))]);
}

/** What is done to one connection after the upgrade. */
export interface WireAttack {
  readonly kind: string;
  readonly pieces: readonly Buffer[];
  /** The code the gateway must close with; undefined where it may also go on. */
  readonly closes?: number;
}

const text = (content: string | Buffer, more: Partial<FrameShape> = {}): Buffer =>
  frameBytes({ opcode: 1, payload: Buffer.from(content), ...more });

/** Breaches of framing, each with the code that RFC 6455, section 7.4.1, has for it. */
export function wireAttack(dice: Dice): WireAttack {
  const kinds: readonly [() => WireAttack, ...(() => WireAttack)[]] = [
    () => ({ kind: 'not masked', pieces: [text('{}', { masked: false })], closes: 1002 }),
    () => ({
      kind: 'reserved bits',
      pieces: [text('{}', { reserved: 1 + dice.below(7) })],
      closes: 1002,
    }),
    () => ({
      kind: 'reserved opcode',
      pieces: [
        frameBytes({ opcode: dice.pick([3, 4, 5, 6, 7, 11, 12, 13, 14, 15]), payload: dice.bytes(20) }),
      ],
      closes: 1002,
    }),
    () => ({
      kind: 'invalid UTF-8',
      pieces: [
        text(Buffer.from(dice.pick([[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]]))),
      ],
      closes: 1007,
    }),
    () => ({
      kind: 'larger than allowed',
      pieces: [text('', { claimed: BigInt(16 * 1024 * 1024 + 1 + dice.below(1e9)) })],
      closes: 1009,
    }),
    () => ({ kind: 'length beyond 2^53', pieces: [text('', { claimed: 1n << 60n })], closes: 1009 }),
    () => ({ kind: 'negative length', pieces: [text('', { claimed: 1n << 63n })], closes: 1009 }),
    () => ({
      kind: 'fragmented control frame',
      pieces: [frameBytes({ fin: false, opcode: dice.pick([8, 9, 10]), payload: Buffer.alloc(2) })],
      closes: 1002,
    }),
    () => ({
      kind: 'long control frame',
      pieces: [frameBytes({ opcode: dice.pick([8, 9, 10]), payload: Buffer.alloc(126 + dice.below(500)) })],
      closes: 1002,
    }),
    () => ({
      kind: 'continuation of nothing',
      pieces: [frameBytes({ opcode: 0, payload: dice.bytes(9) })],
      closes: 1002,
    }),
    () => ({
      kind: 'message within a message',
      pieces: [text('{', { fin: false }), text('}')],
      closes: 1002,
    }),
    () => ({ kind: 'binary', pieces: [frameBytes({ opcode: 2, payload: dice.bytes(99) })], closes: 1003 }),
    () => ({
      kind: 'close with a code nobody may send',
      pieces: [
        frameBytes({ opcode: 8, payload: Buffer.from(dice.pick([[3, 236], [0, 1], [255, 255], [1]])) }),
      ],
      closes: 1002,
    }),
    () => ({ kind: 'length in a longer field', pieces: [text('{}', { lengthBytes: dice.pick([2, 8]) })] }),
    () => ({
      kind: 'slow frame',
      pieces: [...text(`{"type":"response.create","input":"${'x'.repeat(dice.below(40))}"}`)].map(byte =>
        Buffer.from([byte]),
      ),
    }),
    () => ({
      kind: 'half a frame',
      pieces: [text('x'.repeat(200)).subarray(0, 1 + dice.below(200))],
    }),
    () => ({
      kind: 'flood of fragments',
      pieces: [
        text('', { fin: false }),
        Buffer.concat(
          Array.from({ length: 300 }, () => frameBytes({ fin: false, opcode: 0, payload: dice.bytes(1) })),
        ),
      ],
    }),
    () => ({
      kind: 'flood of pings',
      pieces: [
        Buffer.concat(
          Array.from({ length: 200 }, () => frameBytes({ opcode: 9, payload: Buffer.alloc(125) })),
        ),
      ],
    }),
    () => ({ kind: 'anything', pieces: [dice.bytes(200)] }),
  ];
  return dice.pick(kinds)();
}

/** The code of the close frame in what a server sent after its handshake; undefined when there is none. */
export function closeCode(received: Buffer): number | undefined {
  for (
    let at = 0;
    at + 10 <= received.length || (at + 2 <= received.length && (received[at + 1] ?? 0) < 126);
  ) {
    const opcode = (received[at] ?? 0) & 15;
    let length = (received[at + 1] ?? 0) & 127;
    let head = 2;
    if (length === 126) {
      length = received.readUInt16BE(at + 2);
      head = 4;
    } else if (length === 127) {
      length = Number(received.readBigUInt64BE(at + 2));
      head = 10;
    }
    if (opcode === 8) {
      return length >= 2 && at + head + 2 <= received.length ? received.readUInt16BE(at + head) : undefined;
    }
    at += head + length;
  }
  return undefined;
}
