import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AnswerThoughts, type AnswerForm } from '../../../src/common/answerThoughts';

const plain: AnswerForm = { begins: /^<fill>/, follows: /^<fill>/, mayBeBare: true, mayHoldTags: false };
const aboutTags: AnswerForm = { ...plain, mayHoldTags: true };

/** The answer that is left of these pieces, and how often what was handed on was taken back. */
function read(pieces: readonly string[], form = plain): { text: string; anew: number } {
  const thoughts = new AnswerThoughts(form);
  let text = '';
  let anew = 0;
  for (const piece of pieces) {
    const next = thoughts.take(piece);
    if (next.anew && text !== '') anew++;
    text = next.anew ? next.text : text + next.text;
  }
  return { text: text + thoughts.end(), anew };
}

/** Cut at every place, and anywhere at several. */
function everywhere(text: string, check: (pieces: readonly string[]) => void): void {
  for (let at = 0; at <= text.length; at++) check([text.slice(0, at), text.slice(at)]);
  check([...text]);
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 6 }), cuts => {
      const at = [0, ...cuts.sort((a, b) => a - b), text.length];
      check(at.slice(1).map((end, n) => text.slice(at[n], end)));
    }),
    { seed: 15, numRuns: 60 },
  );
}

const pairs: readonly (readonly [string, string])[] = [
  ['<think>', '</think>'],
  ['<Think>', '</THINK>'],
  ['< think >', '</ think >'],
  ['<thinking>', '</thinking>'],
  ['<thought>', '</thought>'],
  ['<thoughts>', '</thoughts>'],
  ['<reasoning>', '</reasoning>'],
  ['<seed:think>', '</seed:think>'],
  ['<mm:think>', '</mm:think>'],
  ['<think:6124c78e>', '</think:6124c78e>'],
  ['[THINK]', '[/THINK]'],
  ['◁think▷', '◁/think▷'],
  ['<|START_THINKING|>', '<|END_THINKING|>'],
  ['<|begin_of_thought|>', '<|end_of_thought|>'],
  ['<|channel>thought', '<channel|>'],
  ['<unused94>', '<unused95>'],
  ['<|channel|>analysis<|message|>', '<|end|><|start|>assistant<|channel|>final<|message|>'],
];

describe('AnswerThoughts', () => {
  it('reads the same however the text is cut, also where a tag comes together with what is around it', () => {
    const begins = /^(?:<fill>|```)/;
    const parts = ['<think>', '</think>', '<fill>', 'a', '\n', ' ', '"', '`', '// ', '```ts\n', 'word '];
    const follows = /^(?:[^\n]{0,20}\n)?(?:<fill>|```)/;
    const same = (text: string, form: AnswerForm): void =>
      assert.equal(read([text], form).text, read([...text], form).text, JSON.stringify(text));
    for (const mayBeBare of [true, false]) {
      for (const mayHoldTags of [true, false]) {
        const form = { begins, follows, mayBeBare, mayHoldTags };
        same('</think>// </think>\n<fill>', form);
        fc.assert(
          fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 9 }), all => same(all.join(''), form)),
          { seed: 15, numRuns: 1_000 },
        );
      }
    }
  });

  for (const [opening, closing] of pairs) {
    it(`leaves the answer behind ${closing}, whether ${opening} came or not, wherever it is cut`, () => {
      const thoughts = "It doesn't add up.\n```ts\na();\n```\nSo a + b.\n";
      everywhere(`${opening}${thoughts}${closing}\n\n  a + b;\n`, pieces =>
        assert.deepEqual(read(pieces), { text: '  a + b;\n', anew: 0 }),
      );
      everywhere(`${thoughts}${closing}\n\n  a + b;\n`, pieces =>
        assert.equal(read(pieces).text, '  a + b;\n'),
      );
      everywhere(`${thoughts}${closing}\n<fill>a</fill>`, pieces =>
        assert.equal(read(pieces, aboutTags).text, '<fill>a</fill>'),
      );
    });
  }

  const tables: readonly (readonly [
    what: string,
    form: AnswerForm,
    rows: readonly (readonly [string, string])[],
  ])[] = [
    [
      'of anything',
      plain,
      [
        ['plain', 'plain'],
        ['', ''],
        ['  indented', '  indented'],
        ['<thin', '<thin'],
        ['<template>a</template>', '<template>a</template>'],
        ['<Thinking size={1} />', '<Thinking size={1} />'],
        ['[thing]', '[thing]'],
        ['</think>\n\nanswer', 'answer'],
        ['hm</think>answer', 'answer'],
        ['hm</think>', ''],
        ['<think>never ends', ''],
        ['one</think>two\n</think>answer', 'answer'],
        ['hm</think><think>more</think>answer', 'answer'],
        ['<think>hm</think>more</think>\n<fill>a</fill>', '<fill>a</fill>'],
        // Opened in the answer, or spoken of.
        ['a <think>b</think> c', 'a <think>b</think> c'],
        ["cut(text, '</think>')", "cut(text, '</think>')"],
        ['f`</think>`', 'f`</think>`'],
        ['text.split("\\n</think>\\n")', 'text.split("\\n</think>\\n")'],
        ['/<\\/think>/', '/<\\/think>/'],
        ['// all before </think>\nx', '// all before </think>\nx'],
        // In the form that was asked for.
        ['<fill>a\n</think>\nb</fill>', '<fill>a\n</think>\nb</fill>'],
        ['<fill>draft</fill>\n</think>\n<fill>a</fill>', '<fill>a</fill>'],
      ],
    ],
    [
      'of text that holds such tags',
      aboutTags,
      [
        ['a\n</think>\nb', 'a\n</think>\nb'],
        ['<think>\nb\n', '<think>\nb\n'],
        ['<think>hm</think>b', '<think>hm</think>b'],
        ['<think>hm</think>\n<fill>b</fill>', '<fill>b</fill>'],
        ['<fill><think>\n</think>\n<fill></fill>', '<fill><think>\n</think>\n<fill></fill>'],
        ['it is <think> that opens\n</think>\n\n<fill></think></fill>', '<fill></think></fill>'],
      ],
    ],
  ];
  for (const [what, form, rows] of tables) {
    for (const [raw, text] of rows) {
      it(`makes ${JSON.stringify(text)} of ${JSON.stringify(raw)}, ${what}, wherever it is cut`, () =>
        everywhere(raw, pieces => assert.equal(read(pieces, form).text, text)));
    }
  }

  it('finds the answer behind any thoughts, in pieces of any size', () => {
    const words = fc.constantFrom(
      'So a + b',
      '\n',
      '```\nx();\n```\n',
      ' <',
      '</',
      '<thi',
      '>',
      "don't ",
      '- ',
      '[/',
      'é',
    );
    const code = fc.constantFrom('a();', '\n', '  b;', '</div>', '<p>', '"x"', '[1]', "'", '>');
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 12 }),
        fc.constantFrom(...pairs.map(([, closing]) => closing)),
        fc.array(code, { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (thoughts, closing, answer, sizes) => {
          const wanted = `<fill>${answer.join('')}</fill>`;
          const raw = `${thoughts.join('')}\n${closing}\n${wanted}`;
          const pieces: string[] = [];
          for (let at = 0; at < raw.length; at += pieces.at(-1)?.length ?? 1)
            pieces.push(raw.slice(at, at + (sizes[pieces.length % sizes.length] ?? 1)));
          assert.equal(read(pieces).text, wanted);
          assert.equal(read(pieces, aboutTags).text, wanted);
        },
      ),
      { seed: 1512, numRuns: 1500 },
    );
  });

  it('says when what was handed on is taken back', () => {
    assert.equal(read(['So a', ' + b.\n</thi', 'nk>\n', 'a + b;']).anew, 1);
    assert.equal(read(['<think>So a', ' + b.\n</thi', 'nk>\n', 'a + b;']).anew, 0);
  });
});
