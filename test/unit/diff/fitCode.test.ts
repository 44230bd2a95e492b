import assert from 'node:assert/strict';
import { fitCode } from '../../../src/diff/fitCode';
import { twoFunctions as file } from '../../support/diff/twoFunctions';

describe('fitCode', () => {
  it('replaces the part that begins and ends as the block does', () => {
    assert.equal(fitCode(file, 'function a() {\n  other();\n}'), file.replace('one', 'other'));
  });

  it('takes a block that holds the whole file for the whole file', () => {
    const whole = file.replace('one', 'uno').replace('two', 'due').trimEnd();
    assert.equal(fitCode(file, whole), `${whole}\n`);
  });

  it('adds what the file does not have at its end', () => {
    assert.equal(fitCode(file, 'function c() {\n}'), `${file}\nfunction c() {\n}\n`);
  });

  it('fills an empty file', () => {
    assert.equal(fitCode('\n', 'a();\nb();\n\n'), 'a();\nb();\n');
  });

  it('keeps the line ends of the file', () => {
    const windows = file.replaceAll('\n', '\r\n');
    assert.equal(fitCode(windows, 'function a() {\n  other();\n}'), windows.replace('one', 'other'));
  });
});
