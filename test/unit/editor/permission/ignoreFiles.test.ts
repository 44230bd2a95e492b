import assert from 'node:assert/strict';
import { waitFor } from '../../../support/host/waitFor';
import { settled } from '../../../support/completion/fakeSession';
import { isIgnoreFile } from '../../../../src/common/ignore/folderRules';
import type { PersonalGit } from '../../../../src/common/ignore/ignoreFileSystem';
import { personalGit } from '../../../../src/common/ignore/repositoryRules';
import { rulePath } from '../../../../src/common/ignore/ruleFile';
import { IgnoreFiles } from '../../../../src/editor/permission/ignoreFiles';

/** The text of a file that is there and cannot be read. */
const unreadable = '?';

/** Ignore files over a disk in memory: text by path. */
function setUp(
  disk: Record<string, string>,
  { git = true, workspace = '/w', person }: { git?: boolean; workspace?: string; person?: PersonalGit } = {},
) {
  const read: string[] = [];
  const options = { git };
  const files = new IgnoreFiles(
    {
      read: path => {
        read.push(path);
        const text = disk[path];
        return text === unreadable ? Promise.reject(new Error('not allowed')) : Promise.resolve(text);
      },
      exists: path => Promise.resolve(path in disk),
      person,
    },
    path => (path.startsWith(`${workspace}/`) ? workspace : undefined),
    () => options.git,
  );
  /** Asks until it is known: the rule that ignores the path, if any. */
  const by = async (path: string): Promise<string | undefined> => {
    const verdict = await waitFor('the files to be read', () => files.verdict(path));
    return verdict.by && `${rulePath(verdict.by.file)}: ${verdict.by.rule.text}`;
  };
  return { files, by, read, disk, options };
}

describe('IgnoreFiles', () => {
  it('knows nothing until the files are read, and then tells', async () => {
    const { files } = setUp({});
    let told = 0;
    files.onDidChange(() => told++);
    assert.equal(files.verdict('/w/a.ts'), undefined);
    assert.equal(files.verdict('/w/a.ts'), undefined);
    await settled();
    assert.equal(told, 1);
    assert.deepEqual(files.verdict('/w/a.ts'), { by: undefined });
  });

  it('reads each file once, however many documents ask at the same time', async () => {
    const { files, read } = setUp({ '/w/.gitignore': '*.log' });
    for (const name of ['b.ts', 'c.ts', 'b.ts']) files.verdict(`/w/a/${name}`);
    await settled();
    assert.deepEqual(read.toSorted(), [...new Set(read)].toSorted());
    assert.equal(read.filter(path => path.startsWith('/w/a/')).length, 2);
  });

  it('reads nothing for what it knows', async () => {
    const { by, read } = setUp({});
    await by('/w/a.ts');
    const before = read.length;
    await by('/w/a.ts');
    assert.equal(read.length, before);
  });

  it('reads anew for a document asked about later: nobody has told yet of a file that was just made', async () => {
    const { by, disk } = setUp({});
    assert.equal(await by('/w/a.ts'), undefined);
    disk['/w/.codexsparkignore'] = '*.ts';
    assert.equal(await by('/w/b.ts'), '/w/.codexsparkignore: *.ts');
    disk['/w/.codexsparkignore'] = '!c.ts';
    assert.equal(await by('/w/c.ts'), undefined);
    delete disk['/w/.codexsparkignore'];
    assert.equal(await by('/w/d.ts'), undefined);
  });

  const table: [
    name: string,
    disk: Record<string, string>,
    path: string,
    by: string | undefined,
    workspace?: string,
  ][] = [
    ['its own file', { '/w/.codexsparkignore': '*.ts' }, '/w/a.ts', '/w/.codexsparkignore: *.ts'],
    ['its own file above the workspace', { '/.codexsparkignore': 'w/' }, '/w/a.ts', '/.codexsparkignore: w/'],
    ['that of git', { '/w/.gitignore': 'out/' }, '/w/out/a.ts', '/w/.gitignore: out/'],
    [
      'that of git above the workspace does not count',
      { '/.gitignore': 'w/', '/.git': '' },
      '/w/a.ts',
      undefined,
    ],
    [
      'its own can take back what git ignores',
      { '/w/.gitignore': '*.ts', '/w/.codexsparkignore': '!a.ts' },
      '/w/a.ts',
      undefined,
    ],
    [
      'git cannot take back what its own ignores',
      { '/w/.codexsparkignore': '*.ts', '/w/s/.gitignore': '!a.ts' },
      '/w/s/a.ts',
      '/w/.codexsparkignore: *.ts',
    ],
    [
      'outside of a workspace up to the repository',
      { '/r/.git': '', '/r/.gitignore': '*.ts' },
      '/r/s/a.ts',
      '/r/.gitignore: *.ts',
    ],
    ['but not beyond', { '/r/.git': '', '/.gitignore': '*.ts' }, '/r/s/a.ts', undefined],
    [
      'that of a repository around the workspace counts for what is in it',
      { '/r/.git': '', '/r/.gitignore': '*.ts' },
      '/r/w/a.ts',
      '/r/.gitignore: *.ts',
      '/r/w',
    ],
    [
      'but not for the workspace itself',
      { '/r/.git': '', '/r/.gitignore': 'w/' },
      '/r/w/a.ts',
      undefined,
      '/r/w',
    ],
    [
      'what git keeps for itself',
      { '/w/.git': '', '/w/.git/info/exclude': '*.ts\n!b.ts' },
      '/w/s/a.ts',
      '/w/.git/info/exclude: *.ts',
    ],
    [
      'which is weaker than a .gitignore',
      { '/w/.git': '', '/w/.git/info/exclude': '*.ts', '/w/.gitignore': '!a.ts' },
      '/w/a.ts',
      undefined,
    ],
    [
      'a file that cannot be read',
      { '/w/s/.codexsparkignore': unreadable },
      '/w/s/a.ts',
      '/w/s/.codexsparkignore: it cannot be read',
    ],
    ['but not above the workspace', { '/.codexsparkignore': unreadable }, '/w/a.ts', undefined],
    ['outside of both nothing of git counts', { '/r/.gitignore': '*.ts' }, '/r/a.ts', undefined],
  ];
  for (const [name, disk, path, expected, workspace] of table) {
    it(name, async () =>
      assert.equal(await setUp(disk, workspace === undefined ? {} : { workspace }).by(path), expected),
    );
  }

  it('leaves .gitignore alone where the setting says so', async () => {
    const { by, options, files } = setUp({ '/w/.gitignore': '*.ts' }, { git: false });
    assert.equal(await by('/w/a.ts'), undefined);
    options.git = true;
    files.forget();
    assert.equal(await by('/w/a.ts'), '/w/.gitignore: *.ts');
  });

  it('follows changes, and forgets what was being read meanwhile', async () => {
    const { files, by, disk } = setUp({});
    files.verdict('/w/a.ts');
    disk['/w/.codexsparkignore'] = '*.ts';
    files.forget();
    assert.equal(files.verdict('/w/a.ts'), undefined);
    assert.equal(await by('/w/a.ts'), '/w/.codexsparkignore: *.ts');
  });

  it('knows which files it has read rules from, wherever they are', async () => {
    const { by, files } = setUp(
      { '/w/.git': '', '/home/me/.config/git/ignore': '*.sql' },
      { person: personalGit('/home/me', {}) },
    );
    assert.equal(await by('/w/a.sql'), '/home/me/.config/git/ignore: *.sql');
    assert.deepEqual(
      ['/home/me/.config/git/ignore', '/w/.gitignore'].map(path => files.reads(path)),
      [true, false],
    );
  });

  it('knows its files by name', () => {
    const paths = [
      '/w/.gitignore',
      '/.codexsparkignore',
      '/w/.git/info/exclude',
      '/w/gitignore',
      '/w/exclude',
    ];
    assert.deepEqual(paths.map(isIgnoreFile), [true, true, true, false, false]);
  });
});
