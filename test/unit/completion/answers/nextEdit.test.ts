import assert from 'node:assert/strict';
import { nextEdit } from '../../../../src/completion/answers/nextEdit';

describe('nextEdit', () => {
  /** The line as it was, as it is with the cursor in it, and with the edit made; undefined for none. */
  const table: [name: string, before: string, now: string, after: string | undefined][] = [
    ['a parameter', 'f = (a, b) => a + b;', 'f = (alpha█, b) => a + b;', 'f = (alpha, b) => alpha█ + b;'],
    [
      'every time it comes',
      'add(x, y) { return x + y + x }',
      'add(x1█, y) { return x + y + x }',
      'add(x1, y) { return x1 + y + x1█ }',
    ],
    [
      'letters in the middle',
      'for (const itm of items) use(itm);',
      'for (const ite█m of items) use(itm);',
      undefined,
    ],
    [
      'with the cursor behind the name',
      'for (const itm of items) use(itm);',
      'for (const item█ of items) use(itm);',
      'for (const item of items) use(item█);',
    ],
    ['a name in front', 'total += total', 'subtotal█ += total', 'subtotal += subtotal█'],
    ['members are others', 'a => b.a + a', 'ab█ => b.a + a', 'ab => b.a + ab█'],
    ['keys are others', 'a => ({ a: a })', 'ab█ => ({ a: a })', 'ab => ({ a: ab█ })'],
    ['strings are others', "a => 'a' + a", "ab█ => 'a' + a", "ab => 'a' + ab█"],
    ['members behind a space are others', 'a => b. a + a', 'ab█ => b. a + a', 'ab => b. a + ab█'],
    ['strings of any kind', 'a => "b a" + `a` + a', 'ab█ => "b a" + `a` + a', 'ab => "b a" + `a` + ab█'],
    ['strings in a row', `a => ' a ' + " a " + a`, `ab█ => ' a ' + " a " + a`, `ab => ' a ' + " a " + ab█`],
    ['templates', 'a => ` a ` + a', 'ab█ => ` a ` + a', 'ab => ` a ` + ab█'],
    [
      'strings with quotes in them',
      String.raw`a => "\" a" + a`,
      String.raw`ab█ => "\" a" + a`,
      String.raw`ab => "\" a" + ab█`,
    ],
    ['a number made into a name', 'f(1, 1)', 'f(x1█, 1)', undefined],
    ['a member made into a name', '(b).a + (c).a', '(b)aa█ + (c).a', undefined],
    ['parts of names are others', 'a => aa + b', 'ab█ => aa + b', undefined],
    ['left of the cursor nothing is changed', 'a + b(a)', 'a + b(ab█)', undefined],
    ['what VS Code cannot show', 'x => x', 'beta█ => x', undefined],
    ['an unchanged line', 'a => a', 'a█ => a', undefined],
    ['something added', 'a => a', 'a, b█ => a', undefined],
    ['a number', '1 + 1', '12█ + 1', undefined],
    ['letters of any script', 'é => é', 'été█ => é', 'été => été█'],
  ];
  for (const [name, before, now, after] of table) {
    it(name, () => {
      const cursor = now.indexOf('█');
      const line = now.replace('█', '');
      const edit = nextEdit(before, line, cursor);
      const made = edit && `${line.slice(0, cursor)}${edit.text}█${line.slice(cursor + edit.replaces)}`;
      assert.equal(made, after);
    });
  }
});
