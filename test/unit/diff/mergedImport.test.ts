import assert from 'node:assert/strict';
import { mergedImport } from '../../../src/diff/mergedImport';

describe('mergedImport', () => {
  const table: [before: string, after: string, merged: string][] = [
    ["import { a, b } from './a';", "import { b } from './a';", "import { a, b } from './a';"],
    ["import { a } from './a';", "import { a, b } from './a';", "import { a, b } from './a';"],
    ["import { a } from './a';", "import { b } from './a';", "import { a, b } from './a';"],
    ["import {a, c,} from './a'", "import { a, b } from './a';", "import {a, c, b} from './a'"],
    ["import { a, b } from './a';", "import a, { b, c } from './a';", "import a, { b, c } from './a';"],
    ["import a, { b } from './a';", "import { b, c } from './a';", "import a, { b, c } from './a';"],
    ["import { a, b } from './a';", "import c, { b, d } from './a';", "import c, { b, d, a } from './a';"],
    ["import a, { b } from './a';", "import a, { c } from './a';", "import a, { b, c } from './a';"],
    [
      "import a, { b } from './a';",
      "import c, { d } from './a';",
      "import a, { b } from './a';\nimport c, { d } from './a';",
    ],
    [
      "export { a } from './a';",
      "import { b } from './a';",
      "export { a } from './a';\nimport { b } from './a';",
    ],
    ["import * as a from 'a'", "import { b } from 'a'", "import * as a from 'a'\nimport { b } from 'a'"],
    ["import {a} from './a'", "import { a } from './a';", "import {a} from './a'"],
    [
      "import ab, { b } from './a';",
      "import a, { c } from './a';",
      "import ab, { b } from './a';\nimport a, { c } from './a';",
    ],
    [
      "export { a, c } from './a';",
      "import { a, b } from './a';",
      "export { a, c } from './a';\nimport { a, b } from './a';",
    ],
    [
      "import { a } from './a'; // (b)",
      "import { c } from './a';",
      "import { a } from './a'; // (b)\nimport { c } from './a';",
    ],
    [
      "import {\n  a, // (a)\n  } from './a';",
      "import { b } from './a';",
      "import {\n  a, // (a)\n  b,\n  } from './a';",
    ],
    ["// Ours.\nimport type { A } from './a';", "import { A } from './a';", "import { A } from './a';"],
    ['from a import b', 'from a import *', 'from a import b\nfrom a import *'],
    ['from a import *', 'from a import b', 'from a import *\nfrom a import b'],
    ["export * from './a';", "export { a } from './a';", "export * from './a';\nexport { a } from './a';"],
    ['from a import b', 'from a import (\n    b,\n    c,\n)', 'from a import (\n    b,\n    c,\n)'],
    ['from a import b, d', 'from a import (\n    b,\n    c,\n)', 'from a import b, d, c'],
    [
      'from a import (\n    b,\n    c,\n)',
      'from a import b, d',
      'from a import (\n    b,\n    c,\n    d,\n)',
    ],
    ['from a import b # c', 'from a import d', 'from a import b # c\nfrom a import d'],
    ['# a\nfrom a import b', 'from a import d', '# a\nfrom a import b, d'],
    ['// a\nfrom a import b', 'from a import d', '// a\nfrom a import b\nfrom a import d'],
    ['from a import b as c', 'from a import b', 'from a import b as c, b'],
    ["import { a as b } from './a';", "import { a } from './a';", "import { a as b, a } from './a';"],
    ['from a import (b, c)', 'from a import (c, d)', 'from a import (b, c, d)'],
    [
      "// (a)\nimport { a } from 'a';",
      "import { b } from 'a';",
      "// (a)\nimport { a } from 'a';\nimport { b } from 'a';",
    ],
    ['from a import a', 'from a import b', 'from a import a, b'],
    ['from ab import c', 'from ab import b', 'from ab import c, b'],
    ['from  ab import c', 'from  ab import ab', 'from  ab import c, ab'],
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
    ["import {\n  a,\n  b\n} from 'x';", "import { c } from 'x';", "import {\n  a,\n  b,\n  c\n} from 'x';"],
    [
      "import {\n  a,\n  b // (b)\n} from 'x';",
      "import {\n  b,\n  c,\n  d\n} from 'x';",
      "import {\n  a,\n  b, // (b)\n  c,\n  d\n} from 'x';",
    ],
    [
      "import {\n  a, b,\n  // c\n} from 'x';",
      "import { b, c } from 'x';",
      "import {\n  a, b,\n  c,\n  // c\n} from 'x';",
    ],
    ["import { a } from 'x';", "import {\n  b,\n  c,\n} from 'x';", "import { a, b, c } from 'x';"],
    [
      'use a::{\n    b::{c, d},\n    f,\n};',
      'use a::{\n    e,\n};',
      'use a::{\n    b::{c, d},\n    f,\n};\nuse a::{\n    e,\n};',
    ],
    ['import (\n\t"fmt"\n\t"os"\n)', 'import (\n\t"fmt"\n\t"io"\n)', 'import (\n\t"fmt"\n\t"os"\n\t"io"\n)'],
  ];
  const types: [before: string, after: string, merged: string][] = [
    ["import type { A } from 'a';", "import { A } from 'a';", "import { A } from 'a';"],
    ["import { A } from 'a';", "import type { A } from 'a';", "import { A } from 'a';"],
    ["import type A from 'a';", "import A from 'a';", "import A from 'a';"],
    ["import type A from 'a';", "import A, { b } from 'a';", "import A, { b } from 'a';"],
    ["import { type A, b } from 'a';", "import { A } from 'a';", "import { A, b } from 'a';"],
    [
      "import {\n  type A,\n  b,\n} from 'a';",
      "import { A, c } from 'a';",
      "import {\n  A,\n  b,\n  c,\n} from 'a';",
    ],
    ["import { A, b } from 'a';", "import { type A } from 'a';", "import { A, b } from 'a';"],
    ["import { type A, b } from 'a';", "import { type A, c } from 'a';", "import { type A, b, c } from 'a';"],
    [
      "import { A } from 'a';",
      "import type { A, B } from 'a';",
      "import { A } from 'a';\nimport type { B } from 'a';",
    ],
    [
      "import type { A, B } from 'a';",
      "import { A } from 'a';",
      "import type { B } from 'a';\nimport { A } from 'a';",
    ],
    ["import type { A } from 'a';", "import type { A, B } from 'a';", "import type { A, B } from 'a';"],
    ["import type { A, C } from 'a';", "import type { A, B } from 'a';", "import type { A, C, B } from 'a';"],
    ["import { type Abc, b } from 'a';", "import { Abc, c } from 'a';", "import { Abc, b, c } from 'a';"],
    ["import { A, b } from 'a';", "import { type A, c } from 'a';", "import { A, b, c } from 'a';"],
    [
      "import type { A, B, C } from 'a';",
      "import { A } from 'a';",
      "import type { B, C } from 'a';\nimport { A } from 'a';",
    ],
    ["import type from 'a';", "import { b } from 'a';", "import type from 'a';\nimport { b } from 'a';"],
  ];
  for (const [before, after, merged] of [...table, ...types]) {
    it(JSON.stringify([before, after]), () =>
      assert.equal(mergedImport(before.split('\n'), after.split('\n')).join('\n'), merged),
    );
  }
});
