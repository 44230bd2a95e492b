import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { issuePlace, manifest } from '../../../../src/editor/diagnosis/issuePlace';

describe('where an issue is opened', () => {
  const table: [bugs: unknown, place: string | undefined][] = [
    [undefined, undefined],
    [{}, undefined],
    ['', undefined],
    ['mailto:somebody@example.com', undefined],
    ['javascript:alert(1)', undefined],
    ['https://github.com/a/b/issues', 'https://github.com/a/b/issues/new/choose'],
    [{ url: 'https://github.com/a/b/issues/' }, 'https://github.com/a/b/issues/new/choose'],
    [{ url: 'https://tracker.example/p/1' }, 'https://tracker.example/p/1'],
  ];
  for (const [bugs, place] of table) {
    it(`${JSON.stringify(bugs)}: ${place ?? 'nowhere'}`, () =>
      assert.equal(issuePlace(v.parse(manifest, { version: '1.0.0', bugs })), place));
  }

  it('can be read from the manifest of the package', () => {
    assert.match(
      v.parse(manifest, JSON.parse(readFileSync('package.json', 'utf8'))).version,
      /^\d+\.\d+\.\d+$/,
    );
  });
});
