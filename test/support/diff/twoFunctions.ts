/** A file to put code into. */
export const twoFunctions = [
  'import x;',
  '',
  'function a() {',
  '  one();',
  '}',
  '',
  'function b() {',
  '  two();',
  '}',
  '',
].join('\n');
