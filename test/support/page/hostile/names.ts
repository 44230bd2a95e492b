/** Names that mean something to JavaScript, to CSS or to the page, where a model may write a name: language, path, title. */
const names: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'then',
  '"><img src=x onerror=canary(1)>',
  "'><script>canary(1)</script>",
  'js" onclick="canary(1)',
  'js onload=canary(1) autofocus',
  'js;background:url(https://evil.test/x)',
  'language-js hl-keyword code-block streaming',
  '</code></pre><script>canary(1)</script>',
  '<svg/onload=canary(1)>',
  '{.js #chat onclick="canary(1)"}',
  'js title="../../../etc/passwd"',
  'js title="/etc/passwd"',
  'js title="C:\\Windows\\win.ini"',
  'js title="command:workbench.action.quit"',
  'js file=javascript:canary(1)',
  'js:__proto__/polluted.ts',
  'ts src/a\u202ets.exe',
  'ts src/\u0000a.ts',
  `ts ${'a/'.repeat(300)}b.ts`,
  'x'.repeat(900),
  'js '.repeat(300),
  '\u202ejs',
  'мова',
  '&lt;b&gt; &#x22;onclick=canary(1)',
];

export const fenceNames: readonly string[] = names.map(
  name =>
    `In \`${name}\`:\n\n~~~${name}\nconst __proto__ = { polluted: 1 }; canary(1) // <script>canary(1)</script>\n~~~\n\n\`\`\`${name.replaceAll('`', '')}\n<img src=x onerror=canary(1)>\n\`\`\`\n\n## ${name}\n\n[${name}](${name}) ![${name}](<${name}> "${name}")`,
);
