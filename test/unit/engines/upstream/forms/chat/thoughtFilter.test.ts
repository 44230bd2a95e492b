import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Lessons, type Notes } from '../../../../../../src/engines/upstream/lessons';
import { ManualClock } from '../../../../../support/manualClock';
import { ThoughtFilter } from '../../../../../../src/engines/upstream/forms/chat/thoughtFilter';

const notesOf = (model: string): Notes => new Lessons(new ManualClock()).of(model);

function filtered(pieces: readonly string[], notes = notesOf('m'), natural = true): string {
  const filter = new ThoughtFilter(notes);
  return pieces.map(piece => filter.take(piece)).join('') + filter.rest(natural);
}

function cutAnywhere(text: string, check: (pieces: readonly string[]) => void): void {
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), cuts => {
      const at = [0, ...cuts.sort((a, b) => a - b), text.length];
      check(at.slice(1).map((end, n) => text.slice(at[n], end)));
    }),
  );
}

describe('ThoughtFilter', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['plain', 'plain'],
    ['', ''],
    ['<think>hm</think>\n\nanswer', 'answer'],
    ['\n<think>\nhm < 3\n</think>answer', 'answer'],
    ['<think>never ends', ''],
    ['<thin', '<thin'],
    ['a <think>b</think>', 'a <think>b</think>'],
    ['<think></think>  x  ', 'x  '],
    ['<thinking>hm</thinking>answer', 'answer'],
    ['<Thought>hm</Thought>answer', 'answer'],
    ['<reasoning>hm</reasoning>answer', 'answer'],
    ['[THINK]hm [x][/THINK]answer', 'answer'],
    ['<seed:think>hm</seed:think>answer', 'answer'],
    ['<mm:think>hm</mm:think>answer', 'answer'],
    ['<think:6124c78e>hm</think:6124c78e>answer', 'answer'],
    ['◁think▷hm◁/think▷answer', 'answer'],
    ['<|START_THINKING|>hm<|END_THINKING|>answer', 'answer'],
    ['<|begin_of_thought|>hm<|end_of_thought|>\nanswer', 'answer'],
    ['<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>answer', 'answer'],
    ['< think >hm</ THINK >answer', 'answer'],
    ['<|channel>thought hm<channel|>answer', 'answer'],
    ['<unused94>hm<unused95>answer', 'answer'],
    ['<template>a</template>', '<template>a</template>'],
    ['<thead><tr>', '<thead><tr>'],
    ['[THIN', '[THIN'],
    ['<div>a</div>\n</think>\nb', '<div>a</div>\n</think>\nb'],
  ];
  for (const [text, expected] of cases) {
    it(`makes ${JSON.stringify(expected)} of ${JSON.stringify(text)}, wherever it is cut`, () => {
      assert.equal(filtered([text]), expected);
      cutAnywhere(text, pieces => assert.equal(filtered(pieces), expected));
    });
  }

  const lone = 'The user wants\na word.\n</think>\n\nanswer <b>';
  it('knows by the second answer that a model thinks without an opening tag', () => {
    cutAnywhere(lone, pieces => {
      const notes = notesOf('m');
      assert.equal(filtered(pieces, notes), lone);
      assert.equal(filtered(pieces, notes), 'answer <b>');
      assert.equal(filtered(['no thoughts'], notes), 'no thoughts');
      assert.equal(filtered(['thoughts that were cut'], notes, false), '');
    });
  });

  it('knows it too where the answer stands right behind the tag', () => {
    const notes = notesOf('m');
    filtered(['The user wants a word.</thi', 'nk>answer'], notes);
    assert.equal(filtered(['hm</think>answer'], notes), 'answer');
  });

  it('knows it at once of a model whose name says that it thinks', () => {
    for (const model of [
      'deepseek-r1:7b',
      'Qwen/QwQ-32B',
      'qwen3-4b-thinking-2507',
      'phi-4-reasoning',
      'magistral-small',
    ])
      cutAnywhere(lone, pieces => assert.equal(filtered(pieces, notesOf(model)), 'answer <b>', model));
    cutAnywhere('a[/THINK]b', pieces =>
      assert.equal(filtered(pieces, notesOf('ministral-3b-reasoning')), 'b'),
    );
  });

  it('lets the text of such a model pass as it comes once it has given a plain answer, or the server parts its thoughts', () => {
    const notes = notesOf('deepseek-r1');
    const first = new ThoughtFilter(notes);
    assert.deepEqual([first.take('a'), first.take('b'), first.rest(true)], ['', '', 'ab']);
    assert.equal(new ThoughtFilter(notes).take('a'), 'a');
    const parted = new ThoughtFilter(notesOf('deepseek-r1'));
    assert.deepEqual([parted.take('\n'), parted.parted(), parted.take('a')], ['', '', '\na']);
  });

  it('holds nothing back of models that are said not to think', () => {
    for (const model of [
      'grok-4-fast-non-reasoning',
      'qwen3-nothink',
      'qwen3_no_think',
      'qwen2.5-coder',
      'star1',
      'm',
    ])
      assert.equal(new ThoughtFilter(notesOf(model)).take('a'), 'a', model);
  });

  it('knows all spellings of such an end', () => {
    for (const closing of [
      '</thinking>',
      '</Thoughts>',
      '</reasoning>',
      '</ think >',
      '[/THINK]',
      '◁/think▷',
      '<unused95>',
    ]) {
      cutAnywhere(`The user wants\na word.\n${closing}\n\nanswer`, pieces => {
        const notes = notesOf('m');
        filtered(pieces, notes);
        assert.equal(filtered(pieces, notes), 'answer', closing);
      });
    }
  });

  it('learns nothing from a tag that was opened in the text', () => {
    const notes = notesOf('m');
    const text = 'Write it so:\n```xml\n<reasoning>\nwhy\n</reasoning>\n```\n';
    cutAnywhere(text, pieces => assert.equal(filtered(pieces, notes), text));
    assert.equal(new ThoughtFilter(notes).take('a'), 'a');
  });

  it('learns nothing from a tag that is quoted, or stands within a line', () => {
    for (const text of [
      'Write `</think>\n` here',
      'The "</think>\n" tag',
      'end with </think> then go on\n',
    ]) {
      const notes = notesOf('m');
      assert.equal(filtered([text], notes), text);
      assert.equal(new ThoughtFilter(notes).take('a'), 'a');
    }
  });

  it('holds no more than it may', () => {
    const filter = new ThoughtFilter(notesOf('deepseek-r1'));
    for (let n = 0; n < 100; n++) assert.equal(filter.take('x'.repeat(20_000)), '');
    assert.equal(filter.take('</think>answer'), 'answer');
  });

  it('lets text pass as it comes', () => {
    const filter = new ThoughtFilter(notesOf('m'));
    assert.deepEqual(
      ['a', 'b', '<think>'].map(piece => filter.take(piece)),
      ['a', 'b', '<think>'],
    );
  });

  it('holds back everything where nothing is known of the model', () => {
    const filter = new ThoughtFilter();
    assert.equal(filter.take('It needs the sum.\nSo a + b.\n'), '');
    assert.equal(filter.take('</think>\n\na + b;'), 'a + b;');
    const plain = new ThoughtFilter();
    assert.equal(plain.take('a + b;') + plain.rest(), 'a + b;');
  });
});
