import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { foldersAbove, ignoredBy, readFolderRules } from '../../../../src/common/ignore/folderRules';
import { personalGit } from '../../../../src/common/ignore/repositoryRules';
import { rulePath } from '../../../../src/common/ignore/ruleFile';

describe('the rules that git keeps outside of the folders of a repository', () => {
  let root: string;
  let home: string;
  let repository: string;
  let linked: string;
  let env: Record<string, string | undefined>;

  const git = (folder: string, ...args: string[]): string =>
    execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: home, ...env },
    });
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };

  beforeEach(() => {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), 'git-rules-')));
    home = `${root}/home`;
    repository = `${root}/repository`;
    linked = `${root}/other/linked`;
    env = {};
    mkdirSync(home);
    mkdirSync(repository);
    git(repository, 'init', '-q');
    git(
      repository,
      '-c',
      'user.name=a',
      '-c',
      'user.email=a@b.c',
      'commit',
      '-q',
      '--allow-empty',
      '-m',
      'first',
    );
    git(repository, 'worktree', 'add', '-q', linked);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  /** The file whose rule keeps a path back, by us; and whether git agrees that one does. */
  const by = async (file: string): Promise<string | undefined> => {
    const workspace = file.startsWith(linked) ? linked : repository;
    const files = {
      read: (name: string) => readFile(name, 'utf8').catch(() => undefined),
      exists: (name: string) => Promise.resolve(existsSync(name)),
      person: personalGit(home, env),
    };
    const above = await Promise.all(foldersAbove(file).map(folder => readFolderRules(files, folder, true)));
    const found = ignoredBy(file, above, workspace, true);
    let said = '';
    try {
      said = git(workspace, 'check-ignore', file);
    } catch {
      // It says by its exit code that nothing ignores it.
    }
    assert.equal(found !== undefined, said !== '', `as git: ${said}`);
    return found && rulePath(found.file);
  };

  it('are those of the person, where git looks by default', async () => {
    write(`${home}/.config/git/ignore`, '*.private\n');
    assert.equal(await by(`${repository}/a/b.private`), `${home}/.config/git/ignore`);
    assert.equal(await by(`${repository}/a/b.ts`), undefined);
    assert.equal(await by(`${linked}/b.private`), `${home}/.config/git/ignore`);
  });

  it('are looked for where XDG_CONFIG_HOME says', async () => {
    env = { XDG_CONFIG_HOME: `${root}/xdg` };
    write(`${root}/xdg/git/ignore`, '*.private\n');
    write(`${home}/.config/git/ignore`, '*.ts\n');
    assert.equal(await by(`${repository}/b.private`), `${root}/xdg/git/ignore`);
    assert.equal(await by(`${repository}/b.ts`), undefined);
  });

  it('are in the file that the settings of the person name', async () => {
    write(`${home}/.gitconfig`, '[core]\n  excludesFile = ~/mine\n');
    write(`${home}/.config/git/ignore`, '*.ts\n');
    write(`${home}/mine`, '/secret/\n');
    assert.equal(await by(`${repository}/secret/a.ts`), `${home}/mine`);
    assert.equal(await by(`${repository}/a/secret/a.ts`), undefined);
  });

  it('or in the one that the settings of the repository name, also for a linked work tree', async () => {
    write(`${home}/.gitconfig`, '[core]\n  excludesFile = ~/mine\n');
    write(`${home}/mine`, '*.ts\n');
    git(repository, 'config', 'core.excludesFile', `${root}/theirs`);
    write(`${root}/theirs`, '*.sql\n');
    for (const folder of [repository, linked]) {
      assert.equal(await by(`${folder}/a.sql`), `${root}/theirs`);
      assert.equal(await by(`${folder}/a.ts`), undefined);
    }
  });

  it('are those by default where settings say nothing of them', async () => {
    write(`${home}/.gitconfig`, '');
    write(`${home}/.config/git/config`, '[user]\n  name = a\n');
    write(`${home}/.config/git/ignore`, '*.private\n');
    assert.equal(await by(`${repository}/b.private`), `${home}/.config/git/ignore`);
  });

  it('are none where that is set to nothing', async () => {
    write(`${home}/.gitconfig`, '[core]\n  excludesFile =\n');
    write(`${home}/.config/git/ignore`, '*.ts\n');
    assert.equal(await by(`${repository}/a.ts`), undefined);
  });

  it('are those of GIT_CONFIG_GLOBAL only, where it is set', async () => {
    env = { GIT_CONFIG_GLOBAL: `${root}/config` };
    write(`${root}/config`, `[core]\n  excludesFile = ${root}/given\n`);
    write(`${root}/given`, '*.sql\n');
    write(`${home}/.gitconfig`, '[core]\n  excludesFile = ~/mine\n');
    write(`${home}/mine`, '*.ts\n');
    assert.equal(await by(`${repository}/a.sql`), `${root}/given`);
    assert.equal(await by(`${repository}/a.ts`), undefined);
  });

  it('are in info/exclude, which linked work trees share', async () => {
    write(`${repository}/.git/info/exclude`, 'notes/\n');
    assert.equal(await by(`${repository}/notes/a.md`), `${repository}/.git/info/exclude`);
    assert.equal(await by(`${linked}/notes/a.md`), `${repository}/.git/info/exclude`);
  });

  it('are weaker than those beside the file', async () => {
    write(`${home}/.config/git/ignore`, '*.private\n*.sql\n');
    write(`${repository}/.git/info/exclude`, '!b.sql\n');
    write(`${repository}/.gitignore`, '!a.private\n');
    assert.equal(await by(`${repository}/a.private`), undefined);
    assert.equal(await by(`${repository}/b.private`), `${home}/.config/git/ignore`);
    assert.equal(await by(`${repository}/b.sql`), undefined);
  });
});
