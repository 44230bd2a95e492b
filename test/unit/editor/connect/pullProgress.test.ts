import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PullReader, type PullState } from '../../../../src/editor/connect/pullProgress';

/** As the server streams it, documented in its docs/api.md. */
const events = [
  { status: 'pulling manifest' },
  { status: 'pulling aaa', digest: 'sha256:aaa', total: 100 },
  { status: 'pulling aaa', digest: 'sha256:aaa', total: 100, completed: 50 },
  { status: 'pulling aaa', digest: 'sha256:aaa', total: 100, completed: 100 },
  { status: 'pulling bbb', digest: 'sha256:bbb', total: 100, completed: 20 },
  { status: 'verifying sha256 digest' },
  { status: 'writing manifest' },
  { status: 'success' },
];
const text = events.map(event => `${JSON.stringify(event)}\n`).join('');

function read(pieces: readonly string[]): readonly PullState[] {
  const reader = new PullReader();
  const states = pieces.map(piece => {
    reader.feed(piece);
    return reader.state;
  });
  reader.finish();
  return [...states, reader.state];
}

describe('PullReader', () => {
  it('says how much of what is known is there', () => {
    const states = read(events.map(event => `${JSON.stringify(event)}\n`));
    assert.deepEqual(
      states.map(({ fraction }) => fraction),
      [0, 0, 0.5, 1, 1, 1, 1, 1, 1],
    );
    assert.equal(states.at(-1)?.end, 'success');
    assert.equal(states[1]?.status, 'pulling aaa');
  });

  it('ends the same wherever the stream is cut, and never goes back', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), cuts => {
        const at = [0, ...cuts.sort((a, b) => a - b), text.length];
        const states = read(at.slice(1).map((end, i) => text.slice(at[i], end)));
        assert.equal(states.at(-1)?.end, 'success');
        const fractions = states.map(({ fraction }) => fraction);
        assert.deepEqual(
          fractions,
          [...fractions].sort((a, b) => a - b),
        );
      }),
    );
  });

  const errors: [pieces: string, end: PullState['end']][] = [
    [
      '{"error":"pull model manifest: file does not exist"}',
      { error: 'pull model manifest: file does not exist' },
    ],
    [
      '{"status":"pulling manifest"}\n{"error":"no space left on device"}\n{"status":"success"}\n',
      { error: 'no space left on device' },
    ],
    ['', undefined],
    ['<html>\n', undefined],
    ['{"status":"pulling manifest"}\n', undefined],
  ];
  for (const [pieces, end] of errors)
    it(`ends ${JSON.stringify(end)} after ${pieces.slice(0, 30)}`, () =>
      assert.deepEqual(read([pieces]).at(-1)?.end, end));

  it('takes no line without an end', () => {
    assert.throws(() => read(['x'.repeat(70_000)]), /no form/);
  });

  it('survives whatever is streamed', () => {
    const line = fc.dictionary(
      fc.constantFrom('status', 'error', 'digest', 'total', 'completed'),
      fc.oneof(fc.string(), fc.double(), fc.constant(null)),
    );
    fc.assert(
      fc.property(fc.array(line), lines => {
        for (const { fraction } of read(lines.map(each => `${JSON.stringify(each)}\n`)))
          assert.ok(fraction >= 0 && fraction <= 1);
      }),
    );
  });
});
