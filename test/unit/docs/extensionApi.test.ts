import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';

// Whoever writes an extension that uses ours has the example of the docs, and the types that are in the package.

const folder = path.resolve('.cache', 'extension-api');
const example = /```ts\n([\s\S]*?)```/.exec(readFileSync('docs/extension-api.md', 'utf8'))?.[1] ?? '';

/** What the compiler says to a module that has the example before it. */
async function compiled(more: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync('codex-spark-live.d.ts', path.join(folder, 'codex-spark-live.d.ts'));
  writeFileSync(path.join(folder, 'example.ts'), `${example}\n${more}`);
  const compilerOptions = {
    ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noEmit: true },
    ...{ module: 'node20', target: 'es2022', types: ['vscode', 'node'] },
  };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  const compiler = path.resolve('node_modules', 'typescript-native', 'bin', 'tsc');
  try {
    return (await promisify(execFile)(process.execPath, [compiler, '-p', folder])).stdout;
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) return String(error.stdout);
    throw error;
  }
}

describe('the API for other extensions', () => {
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has an example that compiles in strict mode with the types of the package', async () => {
    assert.match(example, /optimizeCode/);
    assert.equal(await compiled(''), '');
  });

  it('would be refused if it used what is not there', async () => {
    assert.match(await compiled('declare const spark: ExtensionApi;\nspark.noSuchThing();'), /noSuchThing/);
  });

  it('ships its types in the package', () => {
    assert.ok(readFileSync('.vscodeignore', 'utf8').split('\n').includes('!codex-spark-live.d.ts'));
  });
});
