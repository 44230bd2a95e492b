import assert from 'node:assert/strict';
import { known, numbersOf, ourKeys, timesBound, unknownBindings } from '../../support/vscodeKeys';

describe('keys that VS Code has bound itself', () => {
  const numbers: [key: string, numbers: number[]][] = [
    ['cmd+alt+y', [2_615]],
    ['ctrl+alt+j', [2_600]],
    ['ctrl+k ctrl+t', [2_089, 2_098]],
    ['alt+shift+n', [1_580]],
  ];
  for (const [key, expected] of numbers) {
    it(`${key} is ${expected.join(', ')} in its sources`, () =>
      assert.deepEqual(numbersOf({ key, isMac: false }), expected));
  }

  it('Ctrl of macOS is another key', () =>
    assert.deepEqual(numbersOf({ key: 'ctrl+alt+i', isMac: true }), [807]));

  it('every key of ours can be looked up', () => {
    assert.ok(ourKeys().length > 10);
    for (const key of ourKeys()) assert.ok(numbersOf(key).length > 0);
  });

  it('are found, in every form a binding has', () => {
    assert.equal(
      timesBound(
        { key: 'alt+y', isMac: false },
        'a({primary:567,weight:1}),b({primary:5670}),c({mac:{primary:567}})',
      ),
      2,
    );
    assert.equal(timesBound({ key: 'alt+y', isMac: false }, 'a({secondary:[12,567]})'), 1);
    assert.equal(
      timesBound(
        { key: 'ctrl+k ctrl+g', isMac: false },
        'a({primary:vo(2089,2085)}),b({primary:vo(2089,37)})',
      ),
      1,
    );
  });

  it('are refused when they are new', () => {
    assert.deepEqual(unknownBindings(''), []);
    assert.deepEqual(unknownBindings('a({primary:2615})'), []);
    assert.deepEqual(unknownBindings('a({primary:2615}),b({primary:2615})'), [
      'cmd+alt+y: 2 in VS Code, 1 known',
    ]);
    assert.deepEqual(unknownBindings('a({primary:1571})'), ['alt+shift+e: 1 in VS Code, 0 known']);
  });

  it('that are known are keys of ours', () => {
    for (const { key } of known)
      assert.ok(
        ourKeys().some(ours => ours.key === key),
        key,
      );
  });
});
