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
    ['from ab import c', 'from ab import b', 'from ab import c\nfrom ab import b'],
    ['from  ab import c', 'from  ab import ab', 'from  ab import c\nfrom  ab import ab'],
    [
      "import { x } from'react'",
      "import react from'react'",
      "import { x } from'react'\nimport react from'react'",
    ],
    [
      "import { x } from  'react'",
      "import react from  'react'",
      "import { x } from  'react'\nimport react from  'react'",
    ],
    ['import (\n\t"fmt"\n)', 'import (\n\t"io"\n)', 'import (\n\t"fmt"\n\t"io"\n)'],
    ['import (\nos\n)', 'import (\nfmt\nos\n)', 'import (\nfmt\nos\n)'],
    [
      "import {\n  a,\n} from './x';",
      "import { // b\n  b,\n} from './x';",
      "import {\n  a,\n  b,\n} from './x';",
    ],
    ['import (\n\t"fmt"\n\t"os"\n)', 'import (\n\t"fmt"\n\t"io"\n)', 'import (\n\t"fmt"\n\t"os"\n\t"io"\n)'],
  ];
  for (const [before, after, merged] of table) {
    it(JSON.stringify([before, after]), () =>
      assert.equal(mergedImport(before.split('\n'), after.split('\n')).join('\n'), merged),
    );
  }
});
