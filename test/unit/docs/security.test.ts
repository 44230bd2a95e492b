import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { settings } from '../../support/manifest';

describe('SECURITY.md', () => {
  const text = readFileSync('SECURITY.md', 'utf8');
  const threats = text
    .slice(text.indexOf('## What is expected'))
    .split('\n')
    .filter(line => /^\| (?!threat\b|-)/.test(line))
    .map(line => line.split(' | ').map(cell => cell.replaceAll(/^\||\|$/g, '').trim()));

  it('names a test beside each guard, or says that there is none', () => {
    assert.ok(threats.length > 20);
    for (const [threat = '', guard = '', tests = ''] of threats) {
      assert.ok(guard !== '', threat);
      assert.match(tests, /^(?:_none_|(?:`test\/[\w/.]+\.test\.ts`(?:, |$))+)$/, threat);
    }
  });

  it('names tests that are there', () => {
    for (const [, file = ''] of text.matchAll(/`(test\/[^`]+)`/g)) assert.ok(existsSync(file), file);
  });

  it('has a part for each who may be hostile', () => {
    for (const part of ['model', 'workspace', 'web page', 'endpoint', 'user', 'dependency'])
      assert.match(text, new RegExp(`^### .*\\b${part}\\b`, 'm'));
  });
});

describe('a workspace that is not trusted', () => {
  const manifest = v.parse(
    v.object({
      capabilities: v.object({
        untrustedWorkspaces: v.object({
          supported: v.literal(true),
          restrictedConfigurations: v.array(v.string()),
        }),
      }),
    }),
    JSON.parse(readFileSync('package.json', 'utf8')),
  );
  const { restrictedConfigurations: restricted } = manifest.capabilities.untrustedWorkspaces;

  it('cannot set what decides whether something is sent', () => {
    // Those that a workspace can set at all; how much and how fast, and how things look, is not among them.
    const harmless =
      /\.(?:lines|maxOutputTokens|headStart|delay|minLength|prefetch|offerImports|maxTokens|keyName|codeLens|removedLines|liveRedirect|liveRedirectPause|contextTokens|wrapCode|showNumbers)$/;
    const open = [...settings].filter(([name, { scope }]) => scope !== 'machine' && !harmless.test(name));
    assert.deepEqual(
      open.map(([name]) => name).filter(name => !restricted.includes(name)),
      [],
    );
  });

  it('nor switch on next edits, as little as inline suggestions; whether a model is asked it never decides', () => {
    for (const name of ['codexSpark.inline.mode', 'codexSpark.nextEdit.mode'])
      assert.ok(restricted.includes(name));
    assert.equal(settings.get('codexSpark.nextEdit.useModel')?.scope, 'machine');
  });

  it('is named by settings that exist', () => {
    for (const name of restricted) assert.ok(settings.has(name), name);
  });
});
