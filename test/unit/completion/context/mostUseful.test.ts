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
    .map(form => (form.kind === 'changes' ? '' : form.path))
    .join('');

describe('mostUseful', () => {
  it('takes the last first, in their order', () => assert.equal(kept(3), '02'));
  it('takes all where there is room', () => assert.equal(kept(100), '012'));
  it('takes none where there is none', () => assert.equal(kept(0), ''));
});
