import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { folderDisk, memoryDisk, type Disk } from '../../../../src/chat/store/disk';
import { codeOf } from '../../../../src/common/thrown';

describe('folderDisk', () => {
  let root: string;
  let disk: Disk;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'disk-'));
    disk = folderDisk(path.join(root, 'made', 'when needed'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('is empty without a folder, and makes it for the first file', async () => {
    assert.deepEqual(await disk.list(), []);
    assert.equal(await disk.read('a'), undefined);
    assert.equal(disk.readNow('a'), undefined);
    assert.equal(disk.stamp('a'), undefined);
    disk.remove('a');
    await disk.write('a', 'text');
    assert.deepEqual([await disk.list(), await disk.read('a'), disk.readNow('a')], [['a'], 'text', 'text']);
  });

  it('never writes over a file', async () => {
    disk.writeNow('a', 'first');
    assert.throws(
      () => disk.writeNow('a', 'second'),
      error => codeOf(error) === 'EEXIST',
    );
    await assert.rejects(disk.write('a', 'third'), error => codeOf(error) === 'EEXIST');
    assert.equal(disk.readNow('a'), 'first');
  });

  it('gives a file a place that is free, and no other', async () => {
    disk.writeNow('a', 'first');
    disk.writeNow('b', 'second');
    const stamp = disk.stamp('a');
    assert.ok(disk.place('a', 'c'));
    assert.equal(disk.place('b', 'c'), false);
    assert.equal(disk.readNow('c'), 'first');
    disk.remove('a');
    assert.equal(disk.stamp('c'), stamp, 'it is the same file');
    disk.move('c', 'd');
    assert.equal(disk.stamp('d'), stamp);
    assert.notEqual(disk.stamp('b'), stamp);
    await disk.settle();
    disk.settleNow(['b', 'gone']);
    assert.deepEqual((await disk.list()).toSorted(), ['b', 'd']);
  });
});

describe('memoryDisk', () => {
  it('does what a folder does, and leaves nothing', async () => {
    const disk = memoryDisk();
    assert.equal(await disk.read('a'), undefined);
    await disk.write('a', 'first');
    disk.writeNow('b', 'second');
    assert.throws(
      () => disk.writeNow('a', 'third'),
      error => codeOf(error) === 'EEXIST',
    );
    await assert.rejects(disk.write('a', 'third'), error => codeOf(error) === 'EEXIST');
    const stamp = disk.stamp('a');
    assert.ok(disk.place('a', 'c'));
    assert.equal(disk.place('b', 'c'), false);
    disk.move('b', 'a');
    disk.remove('gone');
    assert.deepEqual([disk.readNow('a'), disk.readNow('c')], ['second', 'first']);
    assert.equal(disk.stamp('c'), stamp);
    assert.deepEqual((await disk.list()).toSorted(), ['a', 'c']);
  });
});
