import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { contextKind } from '../../../src/chat/messages/context';
import type { PromptForm } from '../../../src/protocol/promptForms';
import { settings } from '../../support/manifest';

// docs/privacy.md names every kind of thing that can be part of a request.

/** Which parts of the page name a form of the prompt. A form that is new does not compile before it stands here. */
const sections: Readonly<Record<PromptForm['kind'], readonly string[]>> = {
  cursor: ['Suggestions'],
  document: ['Suggestions', 'Edits'],
  snippet: ['Suggestions', 'Next edits'],
  definitions: ['Suggestions'],
  diagnostics: ['Suggestions'],
  changes: ['Next edits'],
  window: ['Next edits'],
  selection: ['Edits'],
  update: ['Chat'],
};

describe('docs/privacy.md', () => {
  const page = readFileSync('docs/privacy.md', 'utf8');

  /** The text below a heading of the third level. */
  const below = (heading: string): string =>
    page.split(/^#+ /m).find(part => part.startsWith(`${heading}\n`)) ?? '';

  for (const [kind, headings] of Object.entries(sections)) {
    it(`says where code goes as a ${kind}`, () => {
      for (const heading of headings) assert.ok(below(heading).includes(`\`${kind}\``), heading);
    });
  }

  it('names every kind of context that the chat can attach', () => {
    for (const kind of contextKind.options) {
      assert.match(below('Chat'), new RegExp(`^\\| \`${kind}\` +\\| \\S`, 'm'));
    }
  });

  it('names every setting that decides what is sent with a request', () => {
    const names = [
      'inline.mode',
      'inline.languages',
      'inline.context.openFiles',
      'inline.context.languageService',
      'nextEdit.useModel',
      'chat.attachCurrentFile',
      'chat.applyEndpoint',
      'find.onStart',
    ];
    for (const name of names) {
      assert.ok(settings.has(`codexSpark.${name}`), name);
      assert.ok(page.includes(`\`codexSpark.${name}\``), name);
    }
  });

  it('is where the README sends its reader', () => {
    const [, privacy = ''] = /^## Privacy\n([^]*?)^## /m.exec(readFileSync('README.md', 'utf8')) ?? [];
    assert.ok(privacy.includes('(docs/privacy.md)'));
  });
});
