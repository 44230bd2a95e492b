import assert from 'node:assert/strict';
import { machineInWords } from '../../../../src/editor/connect/machine';

describe('machineInWords', () => {
  const table: [remote: string | undefined, words: string][] = [
    [undefined, 'this computer'],
    ['ssh-remote', 'the remote machine box (SSH)'],
    ['wsl', 'the remote machine box (WSL)'],
    ['something-new', 'the remote machine box (something-new)'],
  ];
  for (const [remote, words] of table)
    it(`${remote ?? 'at home'}: ${words}`, () => assert.equal(machineInWords(remote, 'box'), words));
});
