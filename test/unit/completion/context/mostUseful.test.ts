import assert from 'node:assert/strict';
import { mostUseful } from '../../../../src/completion/context/mostUseful';
import type { FileForm } from '../../../../src/protocol/promptForms';

const forms = ['aaa bbb', 'x y z u v w', 'ccc'].map((text, n): FileForm => ({
  kind: 'document',
  path: `${n}`,
  language: 'c',
  text,
}));
const kept = (tokens: number): string =>
  mostUseful(forms, tokens)
    .map(({ text }) => text)
    .join(' | ');

describe('mostUseful', () => {
  it('takes the last first, in their order', () => assert.equal(kept(3), 'aaa bbb | ccc'));
  it('takes no more than there is room for', () => assert.equal(kept(2), 'ccc'));
  it('takes all where there is room', () => assert.equal(kept(100), 'aaa bbb | x y z u v w | ccc'));
  it('takes none where there is none', () => assert.equal(kept(0), ''));
});
