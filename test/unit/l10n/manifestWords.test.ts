import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { languages, manifestWordsOf, type LanguageId } from '../../support/l10n/bundles';
import { keysIn } from '../../support/l10n/keys';

const written = readFileSync('package.json', 'utf8');
const used = [...new Set([...written.matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key))].sort();
const inEnglish = manifestWordsOf('en');

/** What has to be in a translation as it is in English: code, settings, links, with how often. */
const fixed = (text: string, written = (part: string): string => part): readonly string[] =>
  [...text.matchAll(/`[^`]*`|\]\([^)]*\)/g)].map(([part]) => written(part)).sort();

/** Code, with the names that keys have in a language. */
const codeIn = (id: LanguageId, code: string): string =>
  code.replace(/^`(\w+(?:\+\w+)*)`$/, (_, keys: string) => `\`${keysIn(id, keys)}\``);

/** Properties of the manifest that VS Code shows. */
const shown =
  /^(title|description|markdownDescription|markdownDeprecationMessage|altText|label|name|enumDescriptions|markdownEnumDescriptions)$/;

/** Shown texts that are not keys. */
function bareIn(value: unknown, at: string): readonly string[] {
  if (typeof value === 'string') return shown.test(at) && !/^%.+%$/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(part => bareIn(part, at));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => bareIn(part, name));
}

/** Names of the product, of models and of servers. */
const names = [
  'chat/completions',
  'CodeGemma',
  'CodeQwen 1.5',
  'Codestral',
  'Code Llama',
  'Codex Spark',
  'DeepSeek Coder',
  'Granite 4',
  'Granite Code',
  'Qwen 2.5 Coder, Qwen 3 Coder',
  'spark',
  'StarCoder 2',
];

describe('the words of the manifest', () => {
  for (const id of ['en', ...languages] as const) {
    it(`are all there in ${id}, and no others`, () => {
      assert.deepEqual(Object.keys(manifestWordsOf(id)).sort(), used);
    });
  }

  for (const id of languages) {
    it(`stand in ${id} in the order of English, and lose no code and no link`, () => {
      const words = manifestWordsOf(id);
      assert.deepEqual(Object.keys(words), Object.keys(inEnglish));
      for (const [key, text] of Object.entries(words)) {
        assert.notEqual(text.trim(), '', key);
        const asInEnglish = fixed(inEnglish[key] ?? '', part => codeIn(id, part));
        assert.deepEqual(fixed(text), asInEnglish, key);
        assert.equal(text.split('\n').length, inEnglish[key]?.split('\n').length, key);
      }
    });

    it(`give each command a title of its own in ${id}`, () => {
      const titles = Object.entries(manifestWordsOf(id)).flatMap(([key, title]) =>
        key.startsWith('command.') ? title : [],
      );
      assert.equal(new Set(titles).size, titles.length);
    });
  }

  it('are keys, but for names', () => {
    const { contributes } = v.parse(v.object({ contributes: v.unknown() }), JSON.parse(written));
    assert.deepEqual([...new Set(bareIn(contributes, ''))].sort(), [...names].sort());
  });

  it('are packed, with the messages', () => {
    const packed = readFileSync('.vscodeignore', 'utf8').split(/\r?\n/);
    assert.ok(packed.includes('!package.nls*.json') && packed.includes('!l10n/*.json'));
    assert.match(written, /^ {2}"l10n": "\.\/l10n",$/m);
    for (const id of languages)
      assert.ok(existsSync(`package.nls.${id}.json`) && existsSync(`l10n/bundle.l10n.${id}.json`));
  });
});
