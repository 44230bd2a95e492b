import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { screen, type, withDocument, type OpenDocument } from '../support/host/editing';
import { modelOfTests } from '../support/host/manners';
import { waitFor } from '../support/host/waitFor';

/** Texts whose characters, code points and UTF-16 code units are different numbers. */
const texts: Readonly<Record<string, string>> = {
  'only ASCII': "('a party');",
  'emoji in a row': "('🎉🎉🎉 party');",
  'emoji at the end of words': "(one🎉, two🎉🎉, '🎉');",
  'an emoji at the very end': '(1); // done 🎉',
  'families, flags and skin tones': "('👩‍👩‍👧 and 🇩🇪🇫🇷 and 👍🏽 all');",
  'combining marks': "('e\u0301a\u0308 n\u0303 z\u0335\u0301');",
  'letters beyond the BMP': "('𝒳𝓎 = 𝟙', 𠮷𠮷);",
  'several lines, with tabs': "('🎉 first',\n\t'𝒳 second 🎉🎉',\n\t'third');",
  'lines that end in emoji': '(\n  one, // 🎉🎉\n  two, // 👩‍👧\n);',
};

/** How often VS Code may be slow to show what is left. */
const tries = 200;

describe('accepting suggestions', function () {
  this.timeout(120_000);
  const model = modelOfTests();

  /** Runs an accepting command until it changes the text. */
  async function accept({ document }: OpenDocument, command: string): Promise<void> {
    const { version } = document;
    for (let n = 0; n < tries; n++) {
      await vscode.commands.executeCommand(`editor.action.inlineSuggest.${command}`);
      // The text arrives a moment after the command is done, and a second command would accept twice. What the window
      // is asked now, it answers behind that.
      for (const n of [0, 1, 2, 3])
        await vscode.commands.executeCommand('setContext', 'codexSpark.test.asked', n);
      if (document.version !== version) return;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    assert.fail(`nothing was there to accept by ${command}`);
  }

  for (const [n, [what, text]] of Object.entries(texts).entries()) {
    // Of its own for each, because answers are remembered.
    const name = `qzx${String.fromCharCode(97 + n)}`;
    for (const [breaks, eol] of [
      ['LF', '\n'],
      ['CRLF', '\r\n'],
    ] as const) {
      it(`word by word, line by line and at once: ${what}, ${breaks}`, async () => {
        model.answer = ({ screen }) => (screen.includes(`${name}█`) ? text : '');
        for (const command of ['acceptNextWord', 'acceptNextLine', 'commit']) {
          await withDocument('javascript', `// ${command}${eol}█${eol}end${eol}`, async open => {
            const before = screen(open).split('█')[0] ?? '';
            const whole = text.replaceAll('\n', eol);
            await type(name);
            for (let done = 0; done < whole.length;) {
              await accept(open, command);
              const [start] = await waitFor(`the cursor behind all of it: ${screen(open)}`, () => {
                const [left = '', right = ''] = screen(open).split('█');
                return right === `${eol}end${eol}` ? [left] : undefined;
              });
              const accepted = start.slice(before.length + name.length);
              assert.ok(whole.startsWith(accepted), `${JSON.stringify(accepted)} by ${command}`);
              assert.ok(accepted.length > done);
              done = accepted.length;
            }
            await type('x');
            assert.equal(screen(open), `${before}${name}${whole}x█${eol}end${eol}`);
          });
        }
      });
    }
  }
});
