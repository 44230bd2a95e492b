import assert from 'node:assert/strict';
import { shareName, type ShareFacts } from '../../../../src/editor/endpoints/shareName';

describe('which windows share an engine', () => {
  const facts: ShareFacts = {
    isInstalled: true,
    isTrusted: true,
    folders: ['file:///home/me/app', 'file:///home/me/lib'],
    version: '1.0.0',
    script: '/extensions/one-1.0.0/dist/gateway.js',
    written: 1_000,
    arguments: ['--engine', 'local', '--workspace', '/home/me/app'],
    machine: 'desk',
  };
  const name = shareName(facts);

  it('are those that agree in everything, in whatever order their folders are', () => {
    assert.match(name ?? '', /^[0-9a-f]{16}$/);
    assert.equal(shareName({ ...facts }), name);
    assert.equal(shareName({ ...facts, folders: [...facts.folders].reverse() }), name);
  });

  for (const [what, change] of [
    ['has one folder less', { folders: ['file:///home/me/app'] }],
    ['has one folder more', { folders: [...facts.folders, 'file:///home/me/more'] }],
    ['has other folders', { folders: ['file:///home/me/app', 'file:///home/me/other'] }],
    ['reads another folder first', { arguments: ['--engine', 'local', '--workspace', '/home/me/lib'] }],
    ['has another version', { version: '1.0.1' }],
    ['has the extension elsewhere', { script: '/other/dist/gateway.js' }],
    ['had the version installed again', { written: 2_000 }],
    ['is on another machine', { machine: 'laptop' }],
  ] as const)
    it(`are not those of which one ${what}`, () => {
      assert.notEqual(shareName({ ...facts, ...change }), name);
      assert.ok(shareName({ ...facts, ...change }));
    });

  for (const [what, change] of [
    ['develops or tests the extension', { isInstalled: false }],
    ['is not trusted', { isTrusted: false }],
    ['has no folder', { folders: [] }],
  ] as const)
    it(`a window that ${what} shares with nobody`, () =>
      assert.equal(shareName({ ...facts, ...change }), undefined));
});
