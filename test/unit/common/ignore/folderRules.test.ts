import assert from 'node:assert/strict';
import { ignoredBy, readFolderRules } from '../../../../src/common/ignore/folderRules';

describe('readFolderRules', () => {
  for (const strict of [true, false]) {
    it(`keeps everything back below a file whose reader cannot be loaded (${strict ? 'strict' : 'lenient'})`, async () => {
      const rules = await readFolderRules(
        {
          read: path => Promise.resolve(path === '/w/.codexsparkignore' ? '*.sql\n' : undefined),
          exists: () => Promise.resolve(false),
        },
        '/w',
        strict,
        () => Promise.reject(new Error('no such file')),
      );
      assert.equal(ignoredBy('/w/a.ts', [rules], '/w', true)?.file.name, '.codexsparkignore');
    });
  }
});
