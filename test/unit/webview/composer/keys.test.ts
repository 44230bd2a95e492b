import assert from 'node:assert/strict';
import { intentOf, isComposing, type KeyPress } from '../../../../src/webview/chat/composer/keys';

const press = (key: string, given: Partial<KeyPress> = {}): KeyPress => ({
  ...{ key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, isComposing: false, keyCode: 0 },
  ...given,
});

describe('what a key means in the input', () => {
  for (const [name, key, idle, answering] of [
    ['Enter', press('Enter'), 'send', 'redirect'],
    ['Alt+Enter', press('Enter', { altKey: true }), 'send', 'enqueue'],
    ['Shift+Enter', press('Enter', { shiftKey: true }), undefined, undefined],
    ['Shift+Alt+Enter', press('Enter', { shiftKey: true, altKey: true }), undefined, undefined],
    ['Escape', press('Escape'), undefined, 'stop'],
    ['a letter', press('a'), undefined, undefined],
    ['Tab', press('Tab'), undefined, undefined],
  ] as const) {
    it(`${name}: ${idle ?? 'text'}, while an answer runs ${answering ?? 'text'}`, () => {
      assert.equal(intentOf(key, false), idle);
      assert.equal(intentOf(key, true), answering);
    });
  }

  it('no key means anything while an input method composes', () => {
    for (const key of ['Enter', 'Escape', 'a']) {
      for (const composing of [{ isComposing: true }, { keyCode: 229 }]) {
        assert.ok(isComposing(press(key, composing)));
        for (const answering of [true, false]) {
          assert.equal(intentOf(press(key, composing), answering), undefined);
          assert.equal(intentOf(press(key, { ...composing, altKey: true }), answering), undefined);
        }
      }
    }
    assert.ok(!isComposing(press('Enter', { keyCode: 13 })));
  });
});
