import assert from 'node:assert/strict';
import { isElision } from '../../../src/diff/elision';

describe('isElision', () => {
  const stands = [
    '// ... existing code ...',
    '  // ...',
    '/* ... */',
    '{/* ... */}',
    '<!-- ... existing markup ... -->',
    '# ... rest of the file ...',
    '# existing code here',
    '// (other methods unchanged)',
    '// rest of the class remains the same',
    '// Previous code stays',
    '-- ... other columns ...',
    '// … keep the rest',
    '...',
    '    ...',
    '/* remaining styles ... */',
  ];
  for (const line of stands) it(`${line} stands for code`, () => assert.ok(isElision(line)));

  const code = [
    'return x;',
    '// The other side closes the socket.',
    '// Existing users are kept.',
    '# the previous value',
    'foo(...args);',
    '...rest,',
    '// rest',
    'x = [...] // existing',
    '// Removes other things, and this explanation is longer than any placeholder ... that one would ever write down here',
  ];
  for (const line of code) it(`${line} does not`, () => assert.ok(!isElision(line)));
});
