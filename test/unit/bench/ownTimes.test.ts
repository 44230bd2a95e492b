import assert from 'node:assert/strict';
import { ownTimes, type Mark } from '../../../bench/support/ownTimes';

/** Marks from `what@ms` or `what@ms:bytes`. */
const marks = (text: string): Mark[] =>
  text.split(' ').map(each => {
    const [what = '', at = '', bytes] = each.split(/[@:]/);
    return { what, at: Number(at), ...(bytes === undefined ? {} : { bytes: Number(bytes) }) };
  });

describe('ownTimes', () => {
  const cases: Record<string, readonly [string, { toWire: number[]; toAnswer: number[] }]> = {
    'a request and its answer': [
      'changed@10 sent@12:900 called@60 received@80 received@90 answered@91',
      { toWire: [2], toAnswer: [1] },
    ],
    'a question after the last bytes': [
      'changed@10 sent@12:900 received@30 called@60 answered@62',
      { toWire: [2], toAnswer: [2] },
    ],
    'a cancel before the request': ['changed@10 sent@11:80 sent@14:900', { toWire: [4], toAnswer: [] }],
    'one request of several changes': ['changed@10 changed@20 sent@23:900', { toWire: [3], toAnswer: [] }],
    'a warm-up, which no change caused': ['sent@5:4000', { toWire: [], toAnswer: [] }],
    'two requests after one change': ['changed@10 sent@12:900 sent@40:900', { toWire: [2], toAnswer: [] }],
  };
  for (const [what, [text, expected]] of Object.entries(cases)) {
    it(`reads ${what}`, () => assert.deepEqual(ownTimes(marks(text)), expected));
  }
});
