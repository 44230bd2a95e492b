import assert from 'node:assert/strict';
import { ineligible, keptBack, type EligibilityFacts } from '../../../src/completion/eligibility';

const facts: EligibilityFacts = {
  scheme: 'file',
  path: '/p/src/a.ts',
  languageId: 'typescript',
  enabled: true,
  modeOff: false,
  ignored: undefined,
  languages: { '*': true, plaintext: false },
  settingsFiles: false,
};

describe('ineligible', () => {
  const table: [name: string, change: Partial<EligibilityFacts>, reason: RegExp | undefined][] = [
    ['an ordinary file', {}, undefined],
    ['a language whose mode is off', { modeOff: true }, /inline\.mode.*"typescript"/],
    [
      'everything, before any mode',
      { modeOff: true, enabled: false },
      /^Inline suggestions are switched off\.$/,
    ],
    ['an untitled document', { scheme: 'untitled', path: 'Untitled-1' }, undefined],
    ['a notebook cell', { scheme: 'vscode-notebook-cell' }, undefined],
    ['switched off', { enabled: false }, /switched off/],
    ['a file of another file system', { scheme: 'member', path: '/lib/demo.rpgle' }, undefined],
    ['a file over SFTP', { scheme: 'sftp' }, undefined],
    ['a file system that cannot be written', { scheme: 'archive', writable: false }, /not an editable/],
    ['a comment on a pull request', { scheme: 'comment', languageId: 'markdown' }, /not an editable/],
    ['the message box of a chat', { scheme: 'chatSessionInput' }, /not an editable/],
    ['what was before an edit', { scheme: 'codexspark-original' }, /not an editable/],
    ['an output channel', { scheme: 'output' }, /not an editable/],
    ['the old side of a diff', { scheme: 'git' }, /not an editable/],
    ['a .env file', { path: '/p/.env' }, /secrets/],
    [
      'the file of a notebook cell that holds secrets',
      { scheme: 'vscode-notebook-cell', path: '/p/secrets' },
      /secrets/,
    ],
    [
      'an ignored file',
      { ignored: { by: '.codexsparkignore, line 2: *.ts' } },
      /ignored by .codexsparkignore, line 2/,
    ],
    ['a file of which that is not known yet', { ignored: 'reading' }, /still being read/],
    ['the commit box, by its language', { scheme: 'vscode-scm', languageId: 'plaintext' }, /"plaintext"/],
    ['user settings', { scheme: 'vscode-userdata', path: '/User/settings.json' }, /settings files/],
    ['workspace settings', { path: '/p/.vscode/settings.json' }, /settings files/],
    ['a workspace file', { path: '/p/all.code-workspace' }, /settings files/],
    ['settings of a profile', { path: '/h/Code/User/profiles/a1/settings.json' }, /settings files/],
    ['settings of a machine', { path: '/h/Code/Machine/settings.json' }, /settings files/],
    ['keys', { path: '/h/Code/User/keybindings.json' }, /settings files/],
    ['servers of tools', { path: '/h/Code/User/mcp.json' }, /settings files/],
    ['tasks of the user', { path: '/h/Code/User/tasks.json' }, /settings files/],
    ['settings at the root of a remote', { path: '/.vscode/settings.json' }, /settings files/],
    ['a copy of a workspace file', { path: '/p/all.code-workspace.bak' }, undefined],
    ['a folder below .vscode', { path: '/p/.vscode/snippets/a.json' }, undefined],
    ['what is no JSON in .vscode', { path: '/p/.vscode/a.json.ts' }, undefined],
    ['another file of a user', { path: '/h/User/other.json' }, undefined],
    ['code about settings', { path: '/h/User/settings.json.ts' }, undefined],
    ['settings of the program that is written', { path: '/p/src/settings.json' }, undefined],
    ['settings files where they are on', { path: '/p/.vscode/tasks.json', settingsFiles: true }, undefined],
    ['a language that is off', { languageId: 'plaintext' }, /"plaintext"/],
    [
      'a language that is on where all others are off',
      { languages: { '*': false, typescript: true } },
      undefined,
    ],
    ['all languages off', { languages: { '*': false } }, /"typescript"/],
    ['no language setting at all', { languages: {} }, undefined],
  ];
  for (const [name, change, reason] of table) {
    it(name, () => {
      const said = ineligible({ ...facts, ...change })?.text;
      if (reason) assert.match(said ?? '', reason);
      else assert.equal(said, undefined);
    });
  }
});

describe('ineligible, told by its kind', () => {
  const table: [kind: string, change: Partial<EligibilityFacts>][] = [
    ['disabled', { enabled: false }],
    ['scheme', { scheme: 'output' }],
    ['secret', { path: '/p/.env' }],
    ['reading', { ignored: 'reading' }],
    ['ignored', { ignored: { by: '.gitignore' } }],
    ['settings', { scheme: 'vscode-userdata' }],
    ['language', { languageId: 'plaintext' }],
    ['mode', { modeOff: true }],
  ];
  for (const [kind, change] of table) {
    it(kind, () => assert.equal(ineligible({ ...facts, ...change })?.kind, kind));
  }
});

describe('keptBack', () => {
  const views = {
    'histories and other sides of a diff':
      'git gitfs gitlens gitlens-git pr review githubpr vscode-local-history vscode-merge-conflict codexspark-a',
    'outputs and pages':
      'output debug search-editor walkThrough walkThroughSnippet vscode-settings vscode-terminal',
    'what is said to somebody':
      'comment chatSessionInput vscode-chat-code-block vscode-chat-editing-snapshot-text-model',
    'what was fetched or unpacked': 'http https data jdt csharp csharp-metadata omnisharp-metadata deno',
  };
  for (const [what, schemes] of Object.entries(views)) {
    it(`sends nothing of ${what}`, () => {
      for (const scheme of schemes.split(' '))
        assert.equal(keptBack({ ...facts, scheme })?.kind, 'scheme', scheme);
    });
  }

  it('does not ask for the language: a document without suggestions may be context', () => {
    assert.equal(keptBack({ ...facts }), undefined);
    assert.equal(keptBack({ ...facts, path: '/p/.env' })?.kind, 'secret');
    assert.equal(keptBack({ ...facts, ignored: { by: '.gitignore' } })?.kind, 'ignored');
    assert.equal(keptBack({ ...facts, ignored: 'reading' })?.kind, 'reading');
    assert.equal(keptBack({ ...facts, scheme: 'output' })?.kind, 'scheme');
  });
});
