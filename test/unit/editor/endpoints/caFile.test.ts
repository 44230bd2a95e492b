import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readCaFile } from '../../../../src/editor/endpoints/caFile';

describe('readCaFile', () => {
  let folder = '';
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'ca-'))));
  after(() => rmSync(folder, { recursive: true }));
  const file = (content: string): string => {
    const name = path.join(folder, 'ca.pem');
    writeFileSync(name, content);
    return name;
  };

  it('needs no file', () => assert.deepEqual(readCaFile(''), { authorities: undefined }));
  it('reads certificates', () => {
    const pem = '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n';
    const read = readCaFile(file(pem));
    assert.ok('authorities' in read && read.authorities);
    assert.equal(read.authorities[0], pem, 'first, because of others with its name');
    assert.ok(read.authorities.length > 50, 'the usual authorities are trusted too');
  });
  it('says that a file is missing', () => {
    assert.match(JSON.stringify(readCaFile(path.join(folder, 'none.pem'))), /cannot be read: ENOENT/);
  });
  it('says that a file is something else', () => {
    assert.match(JSON.stringify(readCaFile(file('{}'))), /holds no certificate/);
  });
});
