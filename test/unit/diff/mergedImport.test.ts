import assert from 'node:assert/strict';
import { mergedImport } from '../../../src/diff/mergedImport';

describe('mergedImport', () => {
  const table: [before: string, after: string, merged: string][] = [
    ["import { a, b } from './a';", "import { b } from './a';", "import { a, b } from './a';"],
    ["import { a } from './a';", "import { a, b } from './a';", "import { a, b } from './a';"],
    [
      "import { a } from './a';",
      "import { b } from './a';",
      "import { a } from './a';\nimport { b } from './a';",
    ],
    ['from a import a', 'from a import b', 'from a import a\nfrom a import b'],
    ['import (\n\t"fmt"\n\t"os"\n)', 'import (\n\t"fmt"\n\t"io"\n)', 'import (\n\t"fmt"\n\t"os"\n\t"io"\n)'],
  ];
  for (const [before, after, merged] of table) {
    it(JSON.stringify([before, after]), () =>
      assert.equal(mergedImport(before.split('\n'), after.split('\n')).join('\n'), merged),
    );
  }
});
