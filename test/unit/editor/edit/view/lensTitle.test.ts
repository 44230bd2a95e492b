import assert from 'node:assert/strict';
import { doingTitle, lensTitle } from '../../../../../src/editor/edit/view/lensTitle';

describe('the lens above an edit that streams', () => {
  it('says what is being done', () => {
    assert.equal(doingTitle('Optimizing', undefined), '$(loading~spin)\u00a0Optimizing…');
  });

  it('says after a redirect what it was told, in one line that is never long', () => {
    assert.equal(doingTitle('Optimizing', 'use a\n  Map'), '$(loading~spin)\u00a0Redirected: use a Map…');
    const long = doingTitle('Optimizing', 'word '.repeat(100));
    assert.ok(long.length < 100, long);
    assert.match(long, /word…$/);
  });

  it('takes nothing that a user writes for an icon', () => {
    assert.equal(doingTitle('Editing', 'call $(zap)'), '$(loading~spin)\u00a0Redirected: call $ (zap)…');
  });
});

describe('the title of a lens', () => {
  it('keeps a space behind its icon, and others as they are', () => {
    assert.equal(lensTitle('$(check) Accept it'), '$(check)\u00a0Accept it');
    assert.equal(lensTitle('Accept All 2'), 'Accept All 2');
  });
});
