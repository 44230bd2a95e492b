import assert from 'node:assert/strict';
import { lintExceptions } from '../../../scripts/lib/lintExceptions.mjs';
import { cruise, inProject, knip, oxlint, type Verdict } from '../../support/lint/project';

// The rules of the house, tried on small houses: each breaks one rule, and the real configuration must say which.

/** Files that keep every rule. */
const sound = {
  'bench/a.ts': 'export const a = 1;\n',
  'test/a.ts': 'export const a = 1;\n',
  'src/common/clock.ts': 'export interface Clock {\n  now(): number;\n}\n',
  'src/session/age.ts':
    "import type { Clock } from '../common/clock';\n\n" +
    'export const age = (clock: Clock, born: number): number => clock.now() - born;\n',
};

describe('lint', function () {
  this.timeout(60_000);

  it('lets a sound project pass', async () => {
    await inProject(sound, async folder => {
      const layers = await cruise(folder);
      assert.equal(layers.code, 0, layers.output);
      const style = await oxlint(folder);
      assert.equal(style.code, 0, style.output);
    });
  });

  const breaches: readonly { what: string; files: Readonly<Record<string, string>>; rule: RegExp }[] = [
    {
      what: 'vscode in a pure room',
      files: {
        'src/session/editor.ts': "import * as vscode from 'vscode';\n\nexport const a = vscode.version;\n",
      },
      rule: /pure-rooms-without-vscode: src\/session\/editor\.ts/,
    },
    {
      what: 'a Node module in a pure room',
      files: { 'src/completion/a.ts': "import { sep } from 'node:path';\n\nexport const a = sep;\n" },
      rule: /pure-rooms-without-node: src\/completion\/a\.ts/,
    },
    {
      what: 'a package that a pure room may not use',
      files: { 'src/session/socket.ts': "import { WebSocket } from 'ws';\n\nexport const a = WebSocket;\n" },
      rule: /pure-rooms-without-packages: src\/session\/socket\.ts/,
    },
    {
      what: 'an arrow that goes up',
      files: {
        'src/protocol/a.ts': "import { age } from '../session/age';\n\nexport const a = age;\n",
      },
      rule: /arrows-only-down-protocol: src\/protocol\/a\.ts → src\/session\/age\.ts/,
    },
    {
      what: 'a type that goes up',
      files: {
        'src/session/settings.ts': 'export type Settings = string;\n',
        'src/gateway/a.ts':
          "import type { Settings } from '../session/settings';\n\nexport type A = Settings;\n",
      },
      rule: /arrows-only-down-gateway: src\/gateway\/a\.ts/,
    },
    {
      what: 'an arrow that goes up inside a room',
      files: {
        'src/session/turns/turn.ts': 'export type Turn = string;\n',
        'src/session/connection/a.ts':
          "import type { Turn } from '../turns/turn';\n\nexport type A = Turn;\n",
      },
      rule: /arrows-only-down-session\/connection: src\/session\/connection\/a\.ts/,
    },
    {
      what: 'an engine that knows the gateway',
      files: {
        'src/gateway/limits.ts': 'export type Limits = string;\n',
        'src/engines/a.ts': "import type { Limits } from '../gateway/limits';\n\nexport type A = Limits;\n",
      },
      rule: /arrows-only-down-engines: src\/engines\/a\.ts/,
    },
    {
      what: 'a page that knows the extension',
      files: {
        'src/editor/messages.ts': 'export type Message = string;\n',
        'src/editor/panel.ts': 'export type Panel = string;\n',
        'src/webview/good.ts':
          "import type { Message } from '../editor/messages';\n\nexport type A = Message;\n",
        'src/webview/bad.ts': "import type { Panel } from '../editor/panel';\n\nexport type A = Panel;\n",
      },
      rule: /arrows-only-down-webview: src\/webview\/bad\.ts/,
    },
    {
      what: 'a circle',
      files: {
        'src/common/a.ts': "import type { B } from './b';\n\nexport type A = B | 1;\n",
        'src/common/b.ts': "import type { A } from './a';\n\nexport type B = A | 2;\n",
      },
      rule: /no-circles: src\/common\/a\.ts/,
    },
    {
      what: 'a circle of tests',
      files: {
        'test/support/a.ts': "import type { B } from './b';\n\nexport type A = B | 1;\n",
        'test/support/b.ts': "import type { A } from './a';\n\nexport type B = A | 2;\n",
      },
      rule: /no-circles: test\/support\/a\.ts/,
    },
  ];
  describe('refuses', () => {
    // All at once, each in files of its own: that costs one run.
    let verdict: Verdict = { code: 0, output: '' };
    before(async () => {
      const planted = breaches.flatMap(({ files }) => Object.entries(files));
      await inProject({ ...sound, ...Object.fromEntries(planted) }, async folder => {
        verdict = await cruise(folder);
      });
    });

    for (const { what, rule } of breaches) {
      it(what, () => assert.match(verdict.output, rule));
    }

    it('nothing else', () => {
      assert.notEqual(verdict.code, 0);
      assert.match(verdict.output, new RegExp(`\\b${breaches.length} dependency violations`));
    });
  });

  it('refuses the clock, timers and the process in a pure room, whatever a comment for another linter says', async () => {
    const clocks = [
      '/* eslint-disable no-restricted-globals */',
      'export const now = (): number => Date.now();',
      'export const later = (work: () => void): unknown => setTimeout(work, 1);',
      'export const home = process.env.HOME;',
      'export const started = performance.now();',
    ];
    await inProject({ 'src/diff/a.ts': `${clocks.join('\n')}\n` }, async folder => {
      const { code, output } = await oxlint(folder);
      assert.notEqual(code, 0);
      for (const name of ['Date', 'setTimeout', 'process', 'performance']) {
        assert.match(output, new RegExp(`Unexpected use of '${name}'`));
      }
    });
  });

  it('refuses what only tests use', async () => {
    const files = {
      'src/extension.ts': "import { used } from './common/used';\n\nexport const activate = used;\n",
      'src/common/used.ts': 'export const used = 1;\nexport const tested = 2;\n',
      'src/common/lost.ts': 'export const lost = 1;\n',
      'test/unit/used.test.ts': "import { tested } from '../../src/common/used';\n\nvoid tested;\n",
    };
    await inProject(files, async folder => {
      const { code, output } = await knip(folder);
      assert.notEqual(code, 0);
      assert.match(output, /Unused files \(1\)\nsrc\/common\/lost\.ts/);
      assert.match(output, /Unused exports \(1\)\ntested /);
    });
  });

  it('refuses exceptions from lint in what is shipped', async () => {
    const exempt = '// oxlint-disable-next-line no-restricted-globals\n';
    const files = {
      'src/diff/a.ts': `export const b = 1;\n${exempt}export const now = (): number => Date.now();\n`,
      'bench/a.ts': exempt,
    };
    await inProject(files, async folder => {
      assert.deepEqual(await lintExceptions(folder), ['src/diff/a.ts:2']);
    });
  });

  it('allows the real clock in its one file', async () => {
    await inProject(
      { 'src/common/systemClock.ts': 'export const now = (): number => performance.now();\n' },
      async folder => {
        const { code, output } = await oxlint(folder);
        assert.equal(code, 0, output);
      },
    );
  });
});
