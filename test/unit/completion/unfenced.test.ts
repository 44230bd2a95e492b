import assert from 'node:assert/strict';
import { holdBack, unfenced } from '../../../src/completion/unfenced';

describe('unfenced', () => {
  const table: [text: string, ended: boolean, inside: string][] = [
    ['```ts\na();\n```', true, 'a();'],
    ['\n```\na();\nb();\n```\nThat is all.', true, 'a();\nb();'],
    ['```ts\na();', true, 'a();'],
    ['```ts\na();\n', false, 'a();'],
    ['```ts\na();\n``', false, 'a();'],
    ['``', false, ''],
    ['``', true, '``'],
    ['a();\n```', true, 'a();\n```'],
    ['```ts\n```', true, ''],
  ];
  for (const [text, ended, inside] of table) {
    it(`${JSON.stringify(text)}${ended ? '' : '…'} is ${JSON.stringify(inside)}`, () =>
      assert.equal(unfenced(text, ended), inside));
  }
});

describe('holdBack', () => {
  it('leaves off what may be the beginning of a marker', () => {
    assert.equal(holdBack('a</fi', '</fill>'), 'a');
    assert.equal(holdBack('a<b', '</fill>'), 'a<b');
    assert.equal(holdBack('', '</fill>'), '');
  });
});
