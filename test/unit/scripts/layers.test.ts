import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';

// The rules of the house, tried on small houses: each breaks one rule, and the real configuration must say which.

const root = process.cwd();
const bin = (name: string, file: string): string => path.join(root, 'node_modules', name, 'bin', file);

/** Two files that keep every rule. */
const sound = {
  'src/common/clock.ts': 'export interface Clock {\n  now(): number;\n}\n',
  'src/session/age.ts':
    "import type { Clock } from '../common/clock';\n\n" +
    'export const age = (clock: Clock, born: number): number => clock.now() - born;\n',
};

/** Builds a project of those files beside the real configuration, runs `work` in it, and removes it. */
async function inProject(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<void>,
): Promise<void> {
  await mkdir(path.join(root, '.cache'), { recursive: true });
  const folder = await mkdtemp(path.join(root, '.cache', 'layers-'));
  try {
    for (const config of ['.dependency-cruiser.cjs', 'eslint.config.mjs', 'tsconfig.json', 'package.json']) {
      await cp(path.join(root, config), path.join(folder, config));
    }
    await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    for (const [name, text] of Object.entries({ ...sound, ...files })) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a tool of the dependencies to its end. */
function runTool(
  folder: string,
  script: string,
  args: readonly string[],
): Promise<{ code: number; output: string }> {
  return new Promise(resolve => {
    execFile(process.execPath, [script, ...args], { cwd: folder }, (error, stdout, stderr) => {
      resolve({
        code: typeof error?.code === 'number' ? error.code : error ? 1 : 0,
        output: stdout + stderr,
      });
    });
  });
}

const cruise = (folder: string) =>
  runTool(folder, bin('dependency-cruiser', 'dependency-cruise.mjs'), [
    'src',
    '--config=.dependency-cruiser.cjs',
  ]);
const eslint = (folder: string) => runTool(folder, bin('eslint', 'eslint.js'), ['src']);

describe('lint', function () {
  this.timeout(60_000);

  it('lets a sound project pass', async () => {
    await inProject({}, async folder => {
      const layers = await cruise(folder);
      assert.equal(layers.code, 0, layers.output);
      const style = await eslint(folder);
      assert.equal(style.code, 0, style.output);
    });
  });

  const breaches: readonly { what: string; files: Readonly<Record<string, string>>; rule: RegExp }[] = [
    {
      what: 'vscode in a pure room',
      files: {
        'src/session/a.ts': "import * as vscode from 'vscode';\n\nexport const a = vscode.version;\n",
      },
      rule: /pure-rooms-without-vscode: src\/session\/a\.ts/,
    },
    {
      what: 'a Node module in a pure room',
      files: { 'src/completion/a.ts': "import { sep } from 'node:path';\n\nexport const a = sep;\n" },
      rule: /pure-rooms-without-node: src\/completion\/a\.ts/,
    },
    {
      what: 'a package that a pure room may not use',
      files: { 'src/session/a.ts': "import { WebSocket } from 'ws';\n\nexport const a = WebSocket;\n" },
      rule: /pure-rooms-without-packages: src\/session\/a\.ts/,
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
  ];
  for (const { what, files, rule } of breaches) {
    it(`refuses ${what}, and nothing else`, async () => {
      await inProject(files, async folder => {
        const { code, output } = await cruise(folder);
        assert.notEqual(code, 0);
        assert.match(output, rule);
        assert.match(output, /\b1 dependency violations/);
      });
    });
  }

  it('refuses the clock, timers, the process and exceptions from lint in a pure room', async () => {
    const clocks = [
      'export const now = (): number => Date.now();',
      'export const later = (work: () => void): unknown => setTimeout(work, 1);',
      'export const home = process.env.HOME;',
      '/* eslint-disable no-restricted-globals */',
      'export const started = performance.now();',
    ];
    await inProject({ 'src/diff/a.ts': `${clocks.join('\n')}\n` }, async folder => {
      const { code, output } = await eslint(folder);
      assert.notEqual(code, 0);
      for (const name of ['Date', 'setTimeout', 'process', 'performance']) {
        assert.match(output, new RegExp(`Unexpected use of '${name}'`));
      }
    });
  });

  it('allows the real clock in its one file', async () => {
    await inProject(
      { 'src/common/systemClock.ts': 'export const now = (): number => performance.now();\n' },
      async folder => {
        const { code, output } = await eslint(folder);
        assert.equal(code, 0, output);
      },
    );
  });
});
