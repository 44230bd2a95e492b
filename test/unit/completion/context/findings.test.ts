import assert from 'node:assert/strict';
import { estimateTokens } from '../../../../src/common/tokenEstimate';
import { findingsText, type Finding } from '../../../../src/completion/context/findings';

const finding = (line: number, message = 'No.', more: Partial<Finding> = {}): Finding => ({
  line,
  severity: 'error',
  message,
  code: '',
  ...more,
});

describe('findingsText', () => {
  it('says line, severity, message and what it is about', () => {
    assert.equal(
      findingsText(
        [
          finding(4, "Cannot find name 'addTax'.", { code: 'addTax' }),
          finding(2, 'Expected 2 arguments.\nMore of it.', { code: 'load(a)', severity: 'warning' }),
        ],
        3,
        100,
      ),
      "3: warning: Expected 2 arguments. (load(a))\n5: error: Cannot find name 'addTax'.",
    );
  });

  it('leaves out what is far away', () => {
    assert.equal(findingsText([finding(24), finding(100)], 3, 100), '');
    assert.equal(findingsText([finding(23)], 3, 100), '24: error: No.');
    assert.equal(findingsText([finding(3)], 24, 100), '');
  });

  it('says what it is about where the message does not, in one line', () => {
    const about = (code: string, message = 'No.'): string =>
      findingsText([finding(3, message, { code })], 3, 100);
    assert.equal(about(''), '4: error: No.');
    assert.equal(about('  f(\n  a)'), '4: error: No. (f()');
    assert.equal(about('a', 'No a.'), '4: error: No a.');
    assert.equal(about('x'.repeat(50)), `4: error: No. (${'x'.repeat(40)})`);
    assert.equal(about('', '  No.\r\nMore.'), '4: error: No.');
  });

  it('leaves out one that is too long, not those behind it', () => {
    const long = finding(3, 'much '.repeat(30));
    assert.equal(findingsText([long, finding(5)], 3, 10), '6: error: No.');
  });

  it('takes errors before warnings and near ones before far ones', () => {
    const many = Array.from({ length: 10 }, (_, line) => finding(line, `No ${line}.`));
    const warning = finding(5, 'Hm.', { severity: 'warning' });
    assert.deepEqual(findingsText([warning, ...many], 5, 200).match(/No \d/g), [
      'No 3',
      'No 4',
      'No 5',
      'No 6',
      'No 7',
    ]);
  });

  it('says as many as its budget pays for', () => {
    const both = [finding(3), finding(5)];
    const tokens = estimateTokens('4: error: No.');
    assert.equal(findingsText(both, 3, 2 * tokens), '4: error: No.\n6: error: No.');
    assert.equal(findingsText(both, 3, 2 * tokens - 1), '4: error: No.');
  });

  it('keeps its budget, and characters whole', () => {
    const long = finding(3, `${'x'.repeat(159)}🙂`);
    assert.ok(!findingsText([long], 3, 100).includes('\ud83d'));
    assert.equal(findingsText([long], 3, 5), '');
  });
});
