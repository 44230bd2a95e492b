import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fileLocation } from '../../../../src/common/fileLocation';
import { linkTarget } from '../../../../src/webview/chat/markdown/links';

describe('where a link leads', () => {
  for (const [href, shown] of [
    ['https://example.org/a?b#c', 'example.org'],
    ['http://example.org:8080/', 'example.org:8080'],
    ['HTTPS://EXAMPLE.ORG/', 'example.org'],
    ['mailto:a@example.org', 'a@example.org'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
    ['https://b\u0430nk.example/', 'xn--bnk-6cd.example'],
    ['https://[::1]/', '[::1]'],
    ['https://2130706433/', '127.0.0.1'],
  ] as const) {
    it(`${href} shows ${shown}`, () => {
      const target = linkTarget(href);
      assert.equal(target?.kind === 'web' && target.shown, shown);
    });
  }

  for (const [href, path] of [
    ['src/a.ts', 'src/a.ts'],
    ['./a.ts', './a.ts'],
    ['a.ts#L12', 'a.ts#L12'],
    ['a.ts#L12-L20', 'a.ts#L12-L20'],
    ['src/a%20b.ts', 'src/a b.ts'],
    ['docs/ünïcode.md', 'docs/ünïcode.md'],
    ['app/[id]/page.tsx', 'app/[id]/page.tsx'],
    ['app/routes/$id.tsx', 'app/routes/$id.tsx'],
    ['src/工具.ts', 'src/工具.ts'],
    ['src/a.ts:12', 'src/a.ts:12'],
    ['src/a.ts:12:5', 'src/a.ts:12:5'],
    ['a.ts:12-20', 'a.ts:12-20'],
    ['src/a.ts#L12C5', 'src/a.ts#L12C5'],
  ] as const) {
    it(`${href} is a file`, () => assert.deepEqual(linkTarget(href), { kind: 'file', path }));
  }

  const refused = [
    ...['javascript:alert(1)', 'JAVASCRIPT:alert(1)', ' javascript:alert(1)', 'java\tscript:alert(1)'],
    ...['command:workbench.action.quit', 'Command:x', 'vscode:extension/x', 'vscode-file://x', 'code-oss:x'],
    ...['data:text/html,x', 'blob:https://x/y', 'file:///etc/passwd', 'ftp://x', 'about:blank', 'tel:1'],
    ...['//evil.test/x', '\\\\evil.test\\x', '/etc/passwd', '../a.ts', 'a/../../b.ts', 'a/%2e%2e/b.ts'],
    ...['C:\\a.ts', '~/.ssh/id_rsa', '#fragment', '?query', 'word', ''],
    ...['https:evil.test', 'https:/evil.test', 'https:\\\\evil.test'],
    ...['https://user:password@evil.test/', 'https://bank.example@evil.test/', 'https://evil.test:99999/'],
    ...[
      'https://evil\u200b.test/',
      'https://\u202etset.live/',
      'src/a\u202ests.exe',
      `https://x/${'a'.repeat(2_048)}`,
    ],
  ];
  for (const href of refused) {
    it(`${JSON.stringify(href.slice(0, 40))} is no link`, () => assert.equal(linkTarget(href), undefined));
  }

  it('is http, https, mailto or a path inside, whatever is written', () => {
    const part = fc.constantFrom(
      ...[
        'http',
        'https',
        'command',
        'javascript',
        'vscode',
        'mailto',
        ':',
        '/',
        '//',
        '\\',
        '..',
        '@',
        '%2e',
      ],
      ...[
        '%2f',
        'a',
        'b.ts',
        '#',
        '?',
        '\t',
        '\n',
        ' ',
        '\u202e',
        '\u0430',
        '&colon;',
        '%00',
        '~',
        '.',
        '12',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), parts => {
        const target = linkTarget(parts.join(''));
        if (!target) return;
        if (target.kind === 'web') {
          assert.match(target.href, /^(?:https?:\/\/[^@]+$|mailto:)/);
          assert.match(target.href, /^[\x21-\x7e]+$/);
          assert.doesNotMatch(target.shown, /[\u202a-\u202e]/);
        } else {
          const { path } = fileLocation(target.path);
          assert.doesNotMatch(path, /^[\\/~]|:|\\|\0/);
          assert.ok(!path.split('/').includes('..'), path);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
