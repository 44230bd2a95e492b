import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { features } from '../../../src/editor/endpoints/endpointSettings';
import { manifest, settings } from '../../support/manifest';

// Manifest, code and documents name the same settings with the same defaults.

const section = 'codexSpark.';

const filesUnder = (folder: string, end: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith(end))
    .map(name => path.join(folder, name));

const sources = filesUnder('src', '.ts').map(file => readFileSync(file, 'utf8'));
const pages = new Map(filesUnder('docs', '.md').map(file => [file, readFileSync(file, 'utf8')]));

/** What a source reads with a default of its own that is a plain value: `.get('edit.codeLens', true)`. */
function defaultsIn(source: string): [name: string, value: unknown][] {
  const prefix = /getConfiguration\('codexSpark\.(\w+)'\)/.exec(source)?.[1];
  const read = /(?:\.get(?:<[^()]*>)?|\bnumber)\('([\w.]+)', (true|false|null|'[^']*'|[\d_]+|\[\]|\{\})/g;
  const written = [...source.matchAll(read)].map(([, name = '', value = '']): [string, unknown] => [
    prefix === undefined ? name : `${prefix}.${name}`,
    JSON.parse(/^\d/.test(value) ? value.replaceAll('_', '') : value.replaceAll("'", '"')),
  ]);
  const flags = [...source.matchAll(/settings\.get\('(\w+)'\) (===|!==) (true|false)/g)].map(
    ([, name = '', sign]): [string, unknown] => [`${prefix ?? ''}.${name}`, sign === '!=='],
  );
  return [...written, ...flags].map(([name, value]) => [section + name, value]);
}

const readers = sources.filter(source => /getConfiguration\((?:section|'codexSpark)/.test(source));
const defaults = readers
  .flatMap(defaultsIn)
  .filter(([name]) => !/^codexSpark\.(?:proxy|inlineSuggest)/.test(name));

/** Read without a default of their own, by a key that stands in a constant. */
const byKey = [
  ...['endpoint', 'model', 'serviceTier', 'serviceTierFallback', 'caFile', 'chat.applyEndpoint'],
  ...features.flatMap(feature => [`${feature}.endpoint`, `${feature}.serviceTier`]),
  ...['respectGitignore', 'inline.respectGitignore', 'inline.mode', 'inline.lines'],
];

/** A default as the documents write it. */
function inTable(value: unknown): string {
  if (value === '') return 'empty';
  if (typeof value === 'string') return `\`${value}\``;
  return `\`${JSON.stringify(value)
    .replaceAll(/[,:]/g, '$& ')
    .replace(/^\{(.+)\}$/, '{ $1 }')}\``;
}

/** What the documents call the scopes of VS Code. */
const places = new Map([
  [undefined, 'window'],
  ['machine', 'machine'],
  ['language-overridable', 'language'],
]);

describe('the settings', () => {
  it('are read by the code, all of them and no others', () => {
    const read = new Set([...defaults.map(([name]) => name), ...byKey.map(key => section + key)]);
    // `inline.languages` is read where it is changed, too; a default that is a constant has its own test below.
    read.add('codexSpark.inline.context.maxTokens');
    assert.deepEqual([...read].sort(), [...settings.keys()].sort());
  });

  for (const [name, value] of defaults) {
    // VS Code merges what the user sets into the manifest's table; the code never sees its own.
    if (name === 'codexSpark.inline.languages') continue;
    it(`have one default: ${name}`, () => assert.deepEqual(settings.get(name)?.default, value));
  }

  it('are those that the docs and the README name', () => {
    const named = [...pages, ['README.md', readFileSync('README.md', 'utf8')] as const].flatMap(
      ([file, text]) =>
        [...text.matchAll(/["`](codexSpark\.[\w.]+)["`]/g)].map(([, name = '']) => ({ file, name })),
    );
    const others = new Set(manifest.contributes.commands.map(({ command }) => command));
    const contexts = /^codexSpark\.(?:inSnippet|inline\.importOffered|nextEdit\.(?:offered|far|here|ghost))$/;
    assert.ok(named.length > 50);
    assert.deepEqual(
      named.filter(({ name }) => !settings.has(name) && !others.has(name) && !contexts.test(name)),
      [],
    );
  });

  it('have their line in docs/settings.md: title, name, default, and where it can be set', () => {
    const line = /^(?:## (.+)|\| `(codexSpark\.[\w.]+)` +\| (\S.*?) +\| (\w+) +\| \S.*)$/gm;
    const lines = [...(pages.get('docs/settings.md') ?? '').matchAll(line)].map(
      ([, title, name = '', value = '', place = '']) => title ?? { name, value, place },
    );
    const declared = manifest.contributes.configuration.flatMap(({ title, properties }) => [
      title,
      ...Object.entries(properties).map(([name, setting]) => ({
        name,
        value: inTable(setting.default),
        place: places.get(setting.scope) ?? '',
      })),
    ]);
    assert.deepEqual(lines, declared);
  });

  it('have the same defaults in other tables of the docs and the README', () => {
    const row = /^\| `(codexSpark\.[\w.]+)` +\| (`[^`]*`) +\|/gm;
    const given = [...pages.values(), readFileSync('README.md', 'utf8')].flatMap(text =>
      [...text.matchAll(row)].map(([, name = '', value = '']) => ({ name, value })),
    );
    assert.ok(given.length > 25);
    for (const { name, value } of given) assert.equal(value, inTable(settings.get(name)?.default), name);
  });

  it('stand in titled groups, each setting in a place of its own', () => {
    const groups = manifest.contributes.configuration;
    assert.deepEqual(
      groups.map(({ order }) => order),
      groups.map((_, index) => index + 1),
    );
    for (const { title, properties } of groups) {
      const places = Object.values(properties).map(({ order }) => order);
      assert.deepEqual(
        places,
        places.map((_, index) => index + 1),
        title,
      );
    }
  });

  it('say what each of their choices means', () => {
    for (const [name, setting] of settings) {
      const said = setting.enumDescriptions ?? setting.markdownEnumDescriptions;
      assert.equal(said?.length, setting.enum?.length, name);
    }
  });

  it('link to settings and commands that are there', () => {
    const commands = new Set(manifest.contributes.commands.map(({ command }) => command));
    const own = JSON.stringify(manifest.contributes.configuration);
    for (const [, name = ''] of own.matchAll(/`#([\w.]+)#`/g)) assert.ok(settings.has(name), name);
    const linked = [...own.matchAll(/\]\(command:([\w.]+)/g)].map(([, command = '']) => command);
    assert.ok(linked.length > 5);
    for (const command of linked)
      assert.ok(commands.has(command) || /^(?:workbench|editor)\./.test(command), command);
  });

  it('point a deprecated one to the one that took its place', () => {
    const retired = [...settings].filter(([, { markdownDeprecationMessage }]) => markdownDeprecationMessage);
    assert.ok(retired.length > 0);
    for (const [name, { markdownDeprecationMessage = '' }] of retired) {
      assert.ok(settings.has(/`#([\w.]+)#`/.exec(markdownDeprecationMessage)?.[1] ?? ''), name);
    }
  });
});
