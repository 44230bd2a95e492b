import assert from 'node:assert/strict';
import { limits } from '../../../../src/chat/messages';
import { droppedUris } from '../../../../src/webview/chat/composer/uriList';

describe('a dropped list of addresses', () => {
  it('has one a line, with either line end', () => {
    assert.deepEqual(droppedUris('file:///a\r\nfile:///b\nfile:///c'), [
      'file:///a',
      'file:///b',
      'file:///c',
    ]);
  });

  it('leaves comments and empty lines out', () => {
    assert.deepEqual(droppedUris('# from somewhere\r\n\r\nfile:///a\r\n#file:///b\r\n'), ['file:///a']);
    assert.deepEqual(droppedUris(''), []);
  });

  it('takes as many as a message may hold', () => {
    const list = Array.from({ length: limits.chips + 10 }, (_, n) => `file:///${n}`).join('\n');
    assert.equal(droppedUris(list).length, limits.chips);
  });
});
