import assert from 'node:assert/strict';
import { recentText } from '../../../../src/chat/context/recentChanges';
import { recentDiffs } from '../../../../src/nextEdit/history/recentDiffs';
import { Desk } from '../../../support/nextEdit/desk';

describe('recentText', () => {
  const sum = { uri: 'file:///code/sum.ts', diff: '@@ -1,1 +1,1 @@\n-a\n+b' };
  const secret = { uri: 'file:///code/.env', diff: '@@ -1,1 +1,1 @@\n-KEY=1\n+KEY=2' };
  const nameOf = (uri: string): string | undefined =>
    uri === secret.uri ? undefined : uri.split('/').at(-1);

  it('is the edits with the names of their files, the oldest first, and says what they are', () => {
    assert.deepEqual(recentText([sum, { ...sum, diff: '@@ -1,1 +1,1 @@\n-b\n+c' }], nameOf), {
      text: [
        'What was edited in the last minutes, the oldest edit first:',
        ...['--- a/sum.ts', '+++ b/sum.ts', '@@ -1,1 +1,1 @@', '-a', '+b'],
        ...['--- a/sum.ts', '+++ b/sum.ts', '@@ -1,1 +1,1 @@', '-b', '+c', ''],
      ].join('\n'),
      count: 2,
    });
  });

  it('holds nothing of what may not be sent', () => {
    assert.equal(recentText([secret, sum], nameOf)?.count, 1);
    assert.doesNotMatch(recentText([secret, sum], nameOf)?.text ?? '', /KEY/);
    assert.equal(recentText([secret], nameOf), undefined);
    assert.equal(recentText([], nameOf), undefined);
  });

  it('takes what the history has', () => {
    const desk = new Desk('let total = 1;\nuse(total);\n');
    desk.show('let sum█ = 1;\nuse(total);\n');
    const written = recentText(recentDiffs(desk.history.entries(desk.time), 1_000), () => 'a.ts');
    assert.match(written?.text ?? '', /^-let total = 1;\n\+let sum = 1;\n use\(total\);$/m);
  });
});
