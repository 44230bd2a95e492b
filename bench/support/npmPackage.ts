import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * The folder of an unpacked package in a cache. Fetched with `npm pack` once, and unpacked beside it and moved there, so
 * that it is whole or not there.
 */
export function npmPackage(cache: string, name: string, version: string): string {
  const target = path.join(cache, `${name.replace('/', '+')}-${version}`);
  if (existsSync(target)) return target;
  const work = `${target}.part`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const archive = execFileSync('npm', ['pack', '--silent', `${name}@${version}`], {
    cwd: work,
    encoding: 'utf8',
  });
  execFileSync('tar', ['xzf', archive.trim(), '--strip-components=1'], { cwd: work });
  renameSync(work, target);
  return target;
}
