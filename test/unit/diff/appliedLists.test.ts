import assert from 'node:assert/strict';
import { fitCode } from '../../../src/diff/fitCode';

const handlers = `const handlers = {
  open(a) {
    return a;
  },
  close(b) {
    return b;
  }
};

run(handlers);
`;

const settings = `SETTINGS = {
    "a": {
        "x": 1,
    },
    "b": {
        "x": 2,
    }
}

start(SETTINGS)
`;

describe('applying a new member of a list in code', () => {
  const table: [what: string, languageId: string, file: string, block: string, from: string, to: string][] = [
    [
      'the one before it gets the comma that it takes',
      'javascript',
      handlers,
      'save(c) {\n  return c;\n}',
      '    return b;\n  }',
      '    return b;\n  },\n  save(c) {\n    return c;\n  }',
    ],
    [
      'each of several gets its comma',
      'javascript',
      handlers,
      'save(c) {\n  return c;\n},\nload(d) {\n  return d;\n}',
      '    return b;\n  }',
      '    return b;\n  },\n  save(c) {\n    return c;\n  },\n  load(d) {\n    return d;\n  }',
    ],
    [
      'behind one that the block has as well',
      'javascript',
      handlers,
      'close(b) {\n  return b + 1;\n}\nsave(c) {\n  return c;\n}',
      '    return b;\n  }',
      '    return b + 1;\n  },\n  save(c) {\n    return c;\n  }',
    ],
    [
      'it takes a comma where the one before it has one',
      'javascript',
      handlers.replace('  }\n};', '  },\n};'),
      'save(c) {\n  return c;\n}',
      '    return b;\n  },',
      '    return b;\n  },\n  save(c) {\n    return c;\n  },',
    ],
    [
      'an entry of a dictionary, with and without a comma behind it',
      'python',
      settings,
      '"c": {\n    "x": 3,\n}',
      '"x": 2,\n    }',
      '"x": 2,\n    },\n    "c": {\n        "x": 3,\n    }',
    ],
    [
      'an entry of a dictionary that says what comes behind it',
      'python',
      settings,
      '    "c": {\n        "x": 3,\n    },',
      '"x": 2,\n    }',
      '"x": 2,\n    },\n    "c": {\n        "x": 3,\n    },',
    ],
  ];
  for (const [what, languageId, file, block, from, to] of table) {
    it(what, () => {
      assert.ok(file.includes(from));
      assert.equal(fitCode(file, block, languageId), file.replace(from, to));
    });
  }

  it('methods of a class take none', () => {
    const file = 'class A {\n  a() {\n    x();\n  }\n\n  b() {\n    y();\n  }\n}\n';
    const block = 'c() {\n  z();\n}';
    assert.equal(
      fitCode(file, block, 'javascript'),
      file.replace('y();\n  }', 'y();\n  }\n\n  c() {\n    z();\n  }'),
    );
  });

  it('methods of a class take none, whatever its constants have', () => {
    const file = 'class A {\n  b = {\n    c: 1,\n  },\n  d() {\n    x();\n  }\n}\n';
    assert.equal(
      fitCode(file, 'e() {\n  y();\n}', 'javascript'),
      file.replace('x();\n  }\n', 'x();\n  }\n\n  e() {\n    y();\n  }\n'),
    );
  });

  it('methods of a class take none, whatever its parameters have', () => {
    const file =
      'class A(\n  val b: Int,\n\n  /**\n   * Some (more\n   *\n   *  * of it).\n   */\n  val c: Int,\n  val g: Int,\n) {\n  fun d() = f(\n    b,\n  )\n}\n';
    const block = 'fun e() = f(\n  c,\n)';
    assert.equal(
      fitCode(file, block, 'kotlin'),
      file.replace('    b,\n  )\n', '    b,\n  )\n\n  fun e() = f(\n    c,\n  )\n'),
    );
  });
});
