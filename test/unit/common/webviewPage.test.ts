import assert from 'node:assert/strict';
import { speak, languageOf } from '../../../src/common/l10n';
import { webviewPage, webviewPolicy } from '../../../src/common/webviewPage';

const sources = {
  cspSource: 'https://files.example',
  scriptUri: 'https://files.example/dist/x.js',
  styleUri: 'https://files.example/media/x.css',
  nonce: 'bm9uY2U',
};

const directives = (policy: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    policy.split('; ').map(directive => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values.join(' ')];
    }),
  );

describe('the HTML of a webview', () => {
  it('allows its own script by nonce, its own style sheets, and nothing else', () => {
    const policy = directives(webviewPolicy(sources, []));
    assert.equal(policy['default-src'], `'none'`);
    assert.equal(policy['script-src'], `'nonce-${sources.nonce}'`);
    assert.equal(policy['style-src'], sources.cspSource);
    assert.equal(policy['base-uri'], `'none'`);
    assert.equal(policy['form-action'], `'none'`);
    assert.doesNotMatch(webviewPolicy(sources, ['lit-html']), /unsafe|\*|data:|blob:/);
  });

  it('lets strings become markup only in the policies it names', () => {
    assert.equal(directives(webviewPolicy(sources, []))['trusted-types'], `'none'`);
    const named = directives(webviewPolicy(sources, ['lit-html']));
    assert.equal(named['trusted-types'], 'lit-html');
    assert.equal(named['require-trusted-types-for'], `'script'`);
  });

  it('has the policy before anything that loads, and one script with the nonce', () => {
    const html = webviewPage(
      { title: 'A title', body: '<div id="place"></div>', markupPolicies: [] },
      sources,
    );
    assert.ok(html.indexOf('Content-Security-Policy') < html.indexOf('<link'));
    assert.deepEqual(html.match(/<script[^>]*>/g), [
      `<script nonce="${sources.nonce}" src="${sources.scriptUri}">`,
    ]);
    assert.match(html, /<div id="place"><\/div>/);
    assert.doesNotMatch(html, / (?:style|on\w+)=/);
  });

  it('holds the messages of the window, where that is not in English', () => {
    const kind = { title: 'A title', body: '<div id="place"></div>', markupPolicies: [] };
    assert.match(webviewPage(kind, sources), /<html lang="en">[^]*<body>/);
    const messages = { 'Say "it"': '„Sag’s“ & <b>"laut"</b>' };
    speak({ ...languageOf('de', messages), messages });
    const html = webviewPage(kind, sources);
    speak(languageOf('en', {}));
    const [, held = ''] = /<html lang="de">[^]*<body data-messages="([^"]*)">/.exec(html) ?? [];
    assert.deepEqual(JSON.parse(held.replaceAll('&quot;', '"').replaceAll('&amp;', '&')), messages);
  });
});
