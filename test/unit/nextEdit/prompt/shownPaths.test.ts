import assert from 'node:assert/strict';
import { shownPaths } from '../../../../src/nextEdit/prompt/shownPaths';

describe('shownPaths', () => {
  const table: [uris: string[], shown: string[]][] = [
    [['file:///a/b/c.ts'], ['c.ts']],
    [
      ['file:///a/b/c.ts', 'file:///a/d/e.ts'],
      ['b/c.ts', 'd/e.ts'],
    ],
    [
      ['file:///a/c.ts', 'file:///a/b/c.ts'],
      ['c.ts', 'b/c.ts'],
    ],
    [
      ['vscode-remote://ssh+h/x/y%20z.py', 'untitled:Untitled-1'],
      ['/x/y z.py', 'Untitled-1'],
    ],
    [
      ['git:/a/b.ts?ref', 'file:///a/b.ts'],
      ['b.ts', '2/b.ts'],
    ],
  ];
  for (const [uris, shown] of table)
    it(shown.join(', '), () => assert.deepEqual([...shownPaths(uris).values()], shown));
});
