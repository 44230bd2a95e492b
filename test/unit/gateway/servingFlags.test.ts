import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { servingFlags } from '../../../src/gateway/servingFlags';

describe('the flags of V8 in a gateway that serves many', () => {
  const both = ['--interrupt-budget=10000', '--heap-growing-percent=20'];
  const table = [
    ['Node 20', { v8: '11.3.244.8-node.38' }, both],
    ['Node 22', { v8: '12.4.254.21-node.57' }, ['--heap-growing-percent=20']],
    ['Node 24', { v8: '13.6.233.17-node.53' }, ['--heap-growing-percent=20']],
    ['Electron', { v8: '13.6.233.10-electron.0', electron: '39.2.0' }, []],
  ] as const;
  for (const [name, versions, flags] of table) {
    it(`are those that ${name} knows`, () => assert.deepEqual(servingFlags(versions), flags));
  }

  it('are all known to the Node that runs here', () => {
    const flags = servingFlags(process.versions);
    const { stderr, status } = spawnSync(process.execPath, [...flags, '-e', '0'], { encoding: 'utf8' });
    assert.deepEqual([stderr, status], ['', 0]);
  });
});
