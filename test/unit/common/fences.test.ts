import assert from 'node:assert/strict';
import {
  closesFence,
  fenceAround,
  fenceAt,
  FencedLines,
  mayBeFence,
  type Fence,
} from '../../../src/common/fences';

describe('fenceAt', () => {
  const table: [line: string, fence: Fence | undefined][] = [
    ['```', { mark: '```', indent: '', info: '' }],
    ['```` ts', { mark: '````', indent: '', info: 'ts' }],
    ['  ~~~js {3}', { mark: '~~~', indent: '  ', info: 'js {3}' }],
    ['~~~ `a`', { mark: '~~~', indent: '', info: '`a`' }],
    ['``` `a`', undefined],
    ['``', undefined],
    ['a ```', undefined],
  ];
  for (const [line, fence] of table) {
    it(JSON.stringify(line), () => assert.deepEqual(fenceAt(line), fence));
  }
});

describe('closesFence', () => {
  const table: [line: string, opening: string, closes: boolean][] = [
    ['```', '```ts', true],
    ['````', '```ts', true],
    ['```', '````ts', false],
    ['~~~', '```', false],
    ['```  ', '```', true],
    ['``` There you are.', '```', true],
    ['```ts', '```', false],
    ['  ```', '```', false],
    ['  ```', '  ```ts', true],
    ['```', '  ```ts', false],
  ];
  for (const [line, opening, closes] of table) {
    it(`${JSON.stringify(line)} ${closes ? 'closes' : 'does not close'} ${JSON.stringify(opening)}`, () => {
      const fence = fenceAt(opening);
      assert.ok(fence);
      assert.equal(closesFence(line, fence), closes);
    });
  }
});

describe('FencedLines', () => {
  const inside = (text: string): number => {
    const [opening = '', ...lines] = text.split('\n');
    const fence = fenceAt(opening);
    assert.ok(fence);
    const reader = new FencedLines(fence);
    return lines.findIndex(line => reader.closes(line));
  };

  it('knows the blocks inside a block', () => {
    assert.equal(inside('```md\n# A\n```sh\nb\n```\nc\n```\nd\n```'), 5);
    assert.equal(inside('````md\n```\nb\n```\n````'), 3);
    assert.equal(inside('```md\n~~~sh\n```\n~~~\n```'), 3);
  });

  it('are closed by one that is indented less', () => {
    assert.equal(inside('  ```ts\n  a\n```\nb'), 1);
    assert.equal(inside('```md\n  ```ts\n  a\n```\n  ```\n```'), 4);
  });

  it('says so when nothing closes it', () => assert.equal(inside('```ts\na'), -1));
});

describe('mayBeFence', () => {
  it('knows the beginnings of fences', () => {
    assert.ok(['', '  `', '```', '```ts', ' ~~~ a'].every(mayBeFence));
    assert.ok(!['a', '`a', '``b`', '~a', '`'.repeat(2_000)].some(mayBeFence));
  });
});

describe('fenceAround', () => {
  it('is longer than all in a text', () => {
    assert.equal(fenceAround('a `b` ``c``'), '```');
    assert.equal(fenceAround('```\na\n```\n> ````b'), '`````');
  });
});
