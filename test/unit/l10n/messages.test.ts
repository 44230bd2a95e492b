import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bundleOf, languages, manifestWordsOf, type LanguageId } from '../../support/l10n/bundles';
import { english } from '../../support/l10n/english';
import { isForeignKey, keysIn } from '../../support/l10n/keys';
import { bareIn, parse, saidIn, sourcesOf } from '../../support/l10n/sources';

const said = sourcesOf([
  ...['chat', 'common', 'completion', 'diff', 'editor', 'nextEdit', 'protocol', 'session', 'webview'],
]).flatMap(saidIn);
const keys = [...new Set(said.flatMap(({ text }) => text ?? []))].sort();

/** What has to be in a translation as it is in English: values, icons, links, settings. */
function fixed(text: string): readonly string[] {
  const found = text.matchAll(
    /\{\d+\}|\$\([\w~-]+\)|\]\([^)]*\)|\b(?:codexSpark|http|editor)\.[\w.]+\w|\b\w+:\/\//g,
  );
  return [...found].map(([part]) => part).sort();
}

/** The commands that a text tells to run, by title. */
function commandsIn(text: string): readonly string[] {
  return [...text.matchAll(/["„「]Codex Spark: ([^"“」]+)["“」]/g)].map(([, title = '']) => title);
}

/** Keys that are pressed together in a text: `Alt+Enter`. */
const chordsIn = (text: string): readonly string[] =>
  [...text.matchAll(/\b(?:Ctrl|Alt|Shift|Cmd|Option)\+(?:Command\+)?[A-Z]\w*/g)].map(([keys]) => keys);

/** How a language quotes. */
const quotes: Readonly<Record<LanguageId, RegExp>> = { de: /„[^“]*“/g, ja: /「[^」]*」/g };

const titled = (title: string): string => title.replace(/\.\.\.$/, '');

describe('messages', () => {
  it('are written out where they are said, with a value for each place', () => {
    for (const { file, line, text, values } of said) {
      assert.notEqual(text, undefined, `src/${file}:${line} hands t() something that is not written out`);
      const places = new Set((text ?? '').match(/\{\d+\}/g));
      assert.equal(values, places.size, `src/${file}:${line}: ${text ?? ''}`);
      for (let n = 0; n < places.size; n++)
        assert.ok(places.has(`{${n}}`), `src/${file}:${line} lacks {${n}}`);
    }
    assert.ok(keys.length > 700);
  });

  for (const id of languages) {
    const bundle = bundleOf(id);

    it(`are all there in ${id}, and no others, in the order of the alphabet`, () => {
      assert.deepEqual(Object.keys(bundle), keys);
    });

    it(`lose and gain no value, icon, link or setting in ${id}`, () => {
      for (const [key, text] of Object.entries(bundle)) assert.deepEqual(fixed(text), fixed(key), text);
    });

    it(`begin and end in ${id} as in English where they are put together`, () => {
      for (const [key, text] of Object.entries(bundle)) {
        assert.notEqual(text.trim(), '', key);
        assert.equal(
          text.startsWith(' ') && !text.startsWith(' ('),
          key.startsWith(' ') && !text.startsWith(' ('),
          key,
        );
        assert.ok(!text.endsWith(' '), key);
      }
    });

    it(`name keys in ${id} as they are called there`, () => {
      let named = 0;
      for (const [key, text] of Object.entries(bundle)) {
        const chords = chordsIn(key);
        named += chords.length;
        for (const keys of chords) assert.ok(text.includes(keysIn(id, keys)), `${keys}: ${text}`);
        for (const [word] of key.matchAll(/\b(?:Escape|(?<=\()Delete(?=\)))/g))
          assert.ok(!isForeignKey(id, word) || !text.includes(word), text);
      }
      assert.ok(named >= 10);
    });

    it(`quote in ${id} as its readers do`, () => {
      for (const [key, text] of Object.entries(bundle)) {
        assert.ok(!text.includes('"'), text);
        const quoted = key.match(/"[^"]*"/g)?.length ?? 0;
        assert.ok((text.match(quotes[id])?.length ?? 0) >= quoted, text);
      }
    });

    it(`name commands by their titles in ${id}`, () => {
      const [inEnglish, words] = [manifestWordsOf('en'), manifestWordsOf(id)];
      const titles = new Map(
        Object.entries(inEnglish).flatMap(([name, title]) =>
          name.startsWith('command.') ? [[titled(title), titled(words[name] ?? '')] as const] : [],
        ),
      );
      let named = 0;
      for (const [key, text] of Object.entries(bundle)) {
        const commands = commandsIn(key);
        named += commands.length;
        assert.deepEqual(
          commandsIn(text),
          commands.map(title => titles.get(title)),
          text,
        );
      }
      assert.ok(named >= 4);
    });
  }
});

describe('the language of the window', () => {
  for (const [entry, language] of [
    ['extension.ts', './editor/language'],
    ['webview/main.ts', './language'],
    ['webview/chat/main.ts', '../language'],
  ] as const) {
    it(`is known in src/${entry} before another module loads`, () => {
      const [first = ''] = /^import .*$/m.exec(readFileSync(`src/${entry}`, 'utf8')) ?? [];
      assert.equal(first, `import '${language}';`);
    });
  }
});

describe('what a user sees', () => {
  const rooms = ['chat', 'completion', 'diff', 'editor', 'session', 'webview'];
  const bare = bareIn(sourcesOf(rooms));
  const isEnglish = ({ file, text }: { readonly file: string; readonly text: string }): boolean => {
    const meant = english[file];
    return meant === 'all' || meant?.includes(text) === true;
  };

  it('is said through t(), or stands in the list of what is English on purpose', () => {
    const left = bare.filter(text => !isEnglish(text));
    assert.deepEqual(
      left.map(({ file, line, text }) => `src/${file}:${line}: ${text}`),
      [],
    );
  });

  it('is not listed as English without being there', () => {
    for (const [file, texts] of Object.entries(english)) {
      const there = bare.filter(text => text.file === file).map(({ text }) => text);
      if (texts === 'all') assert.ok(there.length > 0, file);
      else for (const text of texts) assert.ok(there.includes(text), `${file}: ${text}`);
    }
  });

  const breaches = [
    "showInformationMessage('Saved');",
    "void vscode.window.showErrorMessage(`Lost ${name}`, 'Retry now');",
    "window.setStatusBarMessage('Done.', 4_000);",
    "createWebviewPanel('id', 'The page', column);",
    "showQuickPick(items, { placeHolder: 'Which', title: t('Pick') });",
    "const item = { label: '$(zap) Go', detail: t('There') };",
    "const item = { label: t('Go'), detail: on ? 'nothing to see' : '' };",
    "item.tooltip = 'Wait';",
    'item.tooltip = `${count} left`;',
    "element('p', { class: 'why' }, 'Because');",
    "element('p', { 'aria-label': 'Close' });",
    "iconButton('close', 'Close', run);",
    "field.placeholder = 'Search';",
    "title.textContent = 'Queued';",
    "throw new Error('It cannot be read.');",
    "const word = state === 'a' ? t('fine') : 'not at all';",
    "t('{0} is {1}', name, 'out of reach');",
  ];
  for (const code of breaches) {
    it(`may not be ${code}`, () => {
      assert.notEqual(bareIn([{ file: 'a.ts', tree: parse(code) }]).length, 0);
    });
  }

  const fine = [
    "showInformationMessage(t('Saved'));",
    "log.info('looked for models', { found: 'none at all' });",
    "import { a } from 'some where';",
    "type A = 'one thing' | 'another thing';",
    "if (state === 'no file') stop();",
    "const words = { 'no file': t('There is no file') }; stop('no file');",
    "const words = new Map([['cut short', t('cut short')]]);",
    "element('li', { class: 'item answer' });",
    'const item = { label: `$(zap) ${name}`, title: `${seconds} s` };',
    "new RegExp('a pattern of words');",
  ];
  for (const code of fine) {
    it(`may be ${code}`, () => {
      assert.deepEqual(bareIn([{ file: 'a.ts', tree: parse(code) }]), []);
    });
  }
});
