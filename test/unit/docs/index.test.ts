import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { manifestText } from '../../support/manifest';

describe('docs/README.md', () => {
  const listed = [...readFileSync('docs/README.md', 'utf8').matchAll(/^- \[([^\]]+)\]\(([^)]+)\): \S/gm)];

  it('has one line for each page', () => {
    const pages = readdirSync('docs').filter(name => name.endsWith('.md') && name !== 'README.md');
    assert.deepEqual(listed.map(([, name]) => name).sort(), [...pages, 'upstreams/README.md'].sort());
  });

  it('links each line to the page that it names', () => {
    for (const [, name, target] of listed) assert.equal(target, name);
  });
});

describe('README.md', () => {
  const text = readFileSync('README.md', 'utf8');

  it('says which VS Code is needed, as the manifest does', () => {
    const [, needed] = /"vscode": "\^(\d+\.\d+)\.\d+"/.exec(readFileSync('package.json', 'utf8')) ?? [];
    assert.ok(text.includes(`It needs VS Code ${needed ?? '?'} or newer`));
  });

  it('sends its reader to the list of pages, and to the tests', () => {
    assert.ok(text.includes('(docs/README.md)'));
    assert.ok(text.includes('```sh\nnpm start\nnpm test\n```'));
  });

  it('names commands by their titles', () => {
    const titles = [...manifestText.matchAll(/"title": "([^"]+)",\s+"category"/g)].map(
      ([, title = '']) => title,
    );
    const named = [...text.matchAll(/_Codex Spark: ([^_]+)_/g)].map(([, title = '']) => title);
    assert.ok(named.length > 5);
    for (const title of named) assert.ok(titles.includes(title), title);
  });
});
