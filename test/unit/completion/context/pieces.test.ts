import assert from 'node:assert/strict';
import { inOrder, noPieces, type ContextPieces } from '../../../../src/completion/context/pieces';

describe('inOrder', () => {
  const pieces: ContextPieces = {
    others: [{ kind: 'document', path: 'a.ts', language: 'typescript', text: 'a' }],
    current: { kind: 'document', path: 'x.ts', language: 'typescript', text: 'x' },
    notes: [{ kind: 'changes', text: '+x' }],
  };
  const texts = (pieces: ContextPieces): string[] => inOrder(pieces).map(({ text }) => text);

  it('has first what changes least', () => assert.deepEqual(texts(pieces), ['a', 'x', '+x']));

  it('has nothing in the place of a document that is not told', () => {
    assert.deepEqual(texts({ ...pieces, current: undefined }), ['a', '+x']);
    assert.deepEqual(texts(noPieces), []);
  });
});
