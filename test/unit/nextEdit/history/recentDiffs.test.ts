import assert from 'node:assert/strict';
import { recentDiffs } from '../../../../src/nextEdit/history/recentDiffs';
import { Desk } from '../../../support/nextEdit/desk';

const code = [
  'class A {',
  '  one() {}',
  '  two() {}',
  '',
  '  // ends',
  '  three() {}',
  '  four() {}',
  '}',
].join('\r\n');

describe('recentDiffs', () => {
  it('are unified diffs, the oldest first', () => {
    const desk = new Desk(code);
    desk.show(code.replace('  two() {}', '  second() {}\r\n  third() {}'));
    desk.show(desk.text.replace('  four() {}\r\n', ''));
    assert.deepEqual(
      recentDiffs(desk.history.entries(desk.time), 10_000).map(({ uri, time, diff }) => [
        uri,
        time,
        diff.split('\n'),
      ]),
      [
        [
          'file:///a.ts',
          2_000,
          [
            '@@ -1,6 +1,7 @@',
            ' class A {',
            '   one() {}',
            '-  two() {}',
            '+  second() {}',
            '+  third() {}',
            ' ',
            '   // ends',
            '   three() {}',
          ],
        ],
        [
          'file:///a.ts',
          4_000,
          ['@@ -5,5 +5,4 @@', ' ', '   // ends', '   three() {}', '-  four() {}', ' }'],
        ],
      ],
    );
  });

  it('show fewer lines around where fewer are wanted', () => {
    const desk = new Desk(code);
    desk.show(code.replace('  two() {}', '  second() {}'));
    const entries = desk.history.entries(desk.time);
    const lines = (around: number): string[] =>
      recentDiffs(entries, 10_000, around).flatMap(({ diff }) => diff.split('\n'));
    assert.deepEqual(lines(0), ['@@ -3,1 +3,1 @@', '-  two() {}', '+  second() {}']);
    assert.deepEqual(lines(1), ['@@ -2,3 +2,3 @@', '   one() {}', '-  two() {}', '+  second() {}', ' ']);
  });

  it('are as many of the newest as there is room for', () => {
    const desk = new Desk('a\n\n\n\n\n\n\n\nb');
    desk.show('aa\n\n\n\n\n\n\n\nb');
    desk.show('aa\n\n\n\n\n\n\n\nbb');
    const all = recentDiffs(desk.history.entries(desk.time), 10_000);
    const [, newest] = all;
    assert.deepEqual(recentDiffs(desk.history.entries(desk.time), newest?.diff.length ?? 0), [newest]);
    assert.deepEqual(recentDiffs(desk.history.entries(desk.time), 3), []);
  });
});
