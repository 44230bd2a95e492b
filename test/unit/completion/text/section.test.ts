import assert from 'node:assert/strict';
import { sectionAt } from '../../../../src/completion/text/section';
import { at } from '../../../support/completion/cursorText';

describe('sectionAt', () => {
  const table: [languageId: string, screen: string, language: string, prefix: string][] = [
    [
      'vue',
      '<template>\n<p>don\'t</p>\n</template>\n<script setup lang="ts">\nfoo(█)\n</script>',
      'typescript',
      '\nfoo(',
    ],
    [
      'vue',
      '<script>\nx\n</script>\n<template>\n<p>{{ f(█) }}',
      'vue',
      '<script>\nx\n</script>\n<template>\n<p>{{ f(',
    ],
    ['svelte', '<style lang="scss">\np { color: █ }\n</style>', 'css', '\np { color: '],
    ['html', 'const a = f(█)\n</script>\n<p>', 'typescript', 'const a = f('],
    ['html', '<p>█</p>\n<script>', 'html', '<p>'],
    ['html', '<p>█</p>\n<script>a</script>', 'html', '<p>'],
    ['html', 'p { color: █ }\n</STYLE>', 'css', 'p { color: '],
    ['typescript', "const a = '<script>' + █", 'typescript', "const a = '<script>' + "],
  ];
  for (const [languageId, screen, language, prefix] of table) {
    it(`${languageId}: ${JSON.stringify(screen)}`, () => {
      const place = sectionAt(at(screen, { languageId }));
      assert.equal(place.languageId, language);
      assert.equal(place.prefix, prefix);
    });
  }
});
