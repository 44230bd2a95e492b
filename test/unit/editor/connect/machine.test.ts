import assert from 'node:assert/strict';
import { machineInWords } from '../../../../src/editor/connect/machine';

describe('machineInWords', () => {
  const table: [remote: string | undefined, words: string][] = [
    [undefined, 'this computer'],
    ['ssh-remote', 'the remote machine box (SSH)'],
    ['wsl', 'the remote machine box (WSL)'],
    ['127.0.0.1:8080', 'the remote machine box'],
  ];
  for (const [remote, words] of table)
    it(`${remote ?? 'at home'}: ${words}`, () => assert.equal(machineInWords(remote, 'box'), words));
});
