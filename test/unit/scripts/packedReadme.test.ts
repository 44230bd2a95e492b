import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import MarkdownIt from 'markdown-it';
import { baseOf, packedReadme, relativeTargets } from '../../../scripts/lib/packedReadme.mjs';

const base = {
  pages: 'https://github.com/some/where/blob/HEAD',
  pictures: 'https://github.com/some/where/raw/HEAD',
};

describe('the README of the package', () => {
  it('has links that lead to the repository, and pictures from there', () => {
    const text = [
      'See [keys](docs/keys.md#mac) and [the site](https://example.org/a).',
      '![Ghost text](media/ghost.png)',
      '[![Badge](media/badge.png)](docs/a.md)',
      '[Keys](#keys) [mail](mailto:a@b.c)',
      '<picture><source srcset="media/dark.webp"><img src="media/light.webp" alt="x"></picture>',
    ].join('\n');
    const { pages, pictures } = base;
    assert.equal(
      packedReadme(text, base),
      [
        `See [keys](${pages}/docs/keys.md#mac) and [the site](https://example.org/a).`,
        `![Ghost text](${pictures}/media/ghost.png)`,
        `[![Badge](${pictures}/media/badge.png)](${pages}/docs/a.md)`,
        '[Keys](#keys) [mail](mailto:a@b.c)',
        `<picture><source srcset="${pictures}/media/dark.webp"><img src="${pictures}/media/light.webp" alt="x"></picture>`,
      ].join('\n'),
    );
  });

  it('has plain words and no pictures where there is no address', () => {
    const text = [
      'See [keys](docs/keys.md#mac), [the site](https://example.org/a).',
      '',
      '![Ghost text](media/ghost.png)',
      '',
      '<picture><img src="media/light.webp" alt="x"></picture>',
      '',
      '<!-- pictures -->',
      '',
      'It turns:',
      '',
      '![It turns](media/turns.webp)',
      '',
      '<!-- end of pictures -->',
      '',
      '[![Badge](https://example.org/badge.png)](https://example.org)',
    ].join('\n');
    assert.equal(
      packedReadme(text, undefined),
      [
        'See keys, [the site](https://example.org/a).',
        '',
        '[![Badge](https://example.org/badge.png)](https://example.org)',
      ].join('\n'),
    );
  });

  for (const [name, at] of Object.entries({ 'with an address': base, 'without one': undefined })) {
    it(`has nothing relative left in it ${name}`, () => {
      const packed = packedReadme(readFileSync('README.md', 'utf8'), at);
      assert.deepEqual(relativeTargets(packed), []);
      // As VS Code reads it.
      const html = new MarkdownIt({ html: true }).render(packed);
      const targets = [...html.matchAll(/\b(?:href|src|srcset)="([^"]*)"/g)].map(([, target = '']) => target);
      assert.deepEqual(
        targets.filter(target => !/^(?:https:\/\/|#)/.test(target)),
        [],
      );
      if (at) assert.ok(targets.some(target => target.startsWith(at.pictures)));
      else assert.ok(!html.includes('<img'));
    });
  }

  it('finds what needs a file beside it', () => {
    assert.deepEqual(
      relativeTargets(
        '[a](b.md "title") ![c](d.png) <img src="e.gif"> [f](https://g.h) [i](#j)\n[k]: l.md\n',
      ),
      ['b.md', 'd.png', 'e.gif', 'l.md'],
    );
  });
});

describe('the address of the repository', () => {
  it('is known on GitHub and GitLab, in the forms that a manifest may have', () => {
    for (const repository of [
      'https://github.com/some/where',
      'https://github.com/some/where.git',
      { type: 'git', url: 'git+https://github.com/some/where.git' },
    ])
      assert.deepEqual(baseOf(repository), base);
    assert.deepEqual(baseOf('https://gitlab.com/a/b/c'), {
      pages: 'https://gitlab.com/a/b/c/-/blob/HEAD',
      pictures: 'https://gitlab.com/a/b/c/-/raw/HEAD',
    });
  });

  it('is not known elsewhere', () => {
    for (const repository of [undefined, '', 'https://example.org/a', { url: 1 }, 'git@github.com:a/b'])
      assert.equal(baseOf(repository), undefined);
  });
});
