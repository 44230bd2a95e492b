import { nextLineDuplicate } from '../../../../src/completion/filters/nextLineDuplicate';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('nextLineDuplicate', nextLineDuplicate, [
  ['  retu█\n  return total;\n', 'rn total;', undefined],
  ['  █\n\n\n  return total;\n', 'return total;', undefined],
  ['let a = 1;█\n  return total;\n', '\n  return total;', undefined],
  ['let a = 1;█\r\n  return total;\r\n', '\r\n  return total;', undefined],
  ['  retu█\n  return total;\n', 'rn sum;', 'rn sum;'],
  ['  }█\n  }\n', '', ''],
  ['foo█', '()', '()'],
  ['a();█\n  return x;\n}\n', '\n  b();\n  return x;\n}', '\n  b();'],
  ['a();█\n\n  return x;\n}\n', '\n  b();\n  return x;', '\n  b();'],
  ['a();█\n  return x;\n}\n', '\n  b();\n  return x;\n}\n\nfunction g() {}', '\n  b();'],
  ['a();█\n  return x;\n}\n', '\n  b();\n  return x;\n  c();', '\n  b();\n  return x;\n  c();'],
  ['if (a) {█\n  return x;\n', '\n    return x;\n  }', '\n    return x;\n  }'],
  ['    a();█\n}\n', '\n}', '\n}'],
  ['a();█ // it ends\n  return x;\n', '\n  return x;', undefined],
  ['a();█', '\n  return x;', '\n  return x;'],
  ['  a\n█\nend\n', 'end', undefined],
  ['  a\n█\nend\n', 'b\nend', 'b'],
  ['  a();\n█\n  }\n', '  }', '  }'],
  // Brackets, and what is as short, may stand there once more.
  ['    a();█\n  }\n}\n', '\n    b();\n  }\n}', '\n    b();\n  }\n}'],
  ['  a();█\n});\n', '\n  b();\n});', '\n  b();\n});'],
  ['  a();█\nx);\n', '\n  b();\nx);', '\n  b();\nx);'],
  ['  a();█\n  ab\n', '\n  b();\n  ab', '\n  b();\n  ab'],
]);
filterTable(
  'nextLineDuplicate while the answer grows',
  nextLineDuplicate,
  [['a();█\n}\n', '\n  b();\n}', '\n  b();']],
  { growing: true },
);
