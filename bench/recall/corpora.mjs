// Source trees to measure on. Each is one project of one language; the split is by project, so that nothing of a
// test project was seen when the weights were learnt and the gate was chosen. Languages of the split `first` have no part in
// either: theirs are only measured. Packages are fetched with npm into .cache/recall.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('../../', import.meta.url).pathname;
const cache = join(root, '.cache', 'recall');

/** [language, split, name, folder inside, pattern] */
const packages = [
  ['javascript', 'calibration', 'superagent@10.4.2', 'lib', /\.js$/],
  ['javascript', 'calibration', 'webpack@5.112.2', 'lib', /^(?!.*(?:dependencies|schemas)).*\.js$/],
  ['javascript', 'calibration', 'redux@4.2.1', 'src', /\.js$/],
  ['javascript', 'test', 'express@5.3.0', 'lib', /\.js$/],
  ['javascript', 'test', 'koa@3.3.0', 'lib', /\.js$/],
  ['javascript', 'test', 'preact@10.29.8', '.', /^(?!.*dist).*src.*\.js$/],
  ['javascript', 'test', 'fastify@5.12.8', 'lib', /^(?!.*(?:config-validator|error-serializer)).*\.js$/],
  ['typescript', 'calibration', 'openai@7.57.0', 'src', /^(?!.*resources).*\.ts$/],
  ['typescript', 'calibration', 'immer@11.2.10', 'src', /\.ts$/],
  ['typescript', 'test', 'rxjs@7.8.2', 'src', /\.ts$/],
  ['typescript', 'test', 'zod@4.6.7', 'src/v4', /^(?!.*(?:tests|locales)).*\.ts$/],
  ['java and kotlin', 'first', 'react-native@0.88.1', 'ReactAndroid/src/main/java', /\.(?:java|kt)$/],
  ['c++', 'first', 'react-native@0.88.1', 'ReactCommon/react/renderer', /\.(?:cpp|h)$/],
  ['c', 'first', 'tree-sitter@0.25.1', 'vendor/tree-sitter/lib/src', /^(?!.*unicode).*\.[ch]$/],
  ['scss', 'first', 'bootstrap@5.3.9', 'scss', /\.scss$/],
];

/** Packages of Python's standard library, each a project. */
const python = [
  ['python', 'calibration', 'email'],
  ['python', 'calibration', 'json'],
  ['python', 'calibration', 'unittest'],
  ['python', 'calibration', 'http'],
  ['python', 'calibration', 'importlib'],
  ['python', 'calibration', 'multiprocessing'],
  ['python', 'test', 'asyncio'],
  ['python', 'test', 'logging'],
  ['python', 'test', 'xml'],
  ['python', 'test', 'concurrent'],
  ['python', 'test', 'urllib'],
];

/** Loads all projects: { language, split, name, files: [{ path, text }] }. A missing Python is left out. */
export function loadProjects() {
  const projects = packages.map(([language, split, spec, folder, pattern]) => ({
    language,
    split,
    name: spec,
    files: readTree(join(fetchPackage(spec), folder), pattern),
  }));
  const library = pythonLibrary();
  for (const [language, split, name] of library ? python : []) {
    projects.push({ language, split, name: `python:${name}`, files: readTree(join(library, name), /\.py$/) });
  }
  return projects;
}

function fetchPackage(spec) {
  const target = join(cache, spec.replace('@', '-'));
  if (!existsSync(target)) {
    mkdirSync(target, { recursive: true });
    const archive = execFileSync('npm', ['pack', '-s', spec], { cwd: cache, encoding: 'utf8' }).trim();
    execFileSync('tar', ['xzf', join(cache, archive), '-C', target, '--strip-components=1']);
  }
  return target;
}

function pythonLibrary() {
  try {
    return execFileSync('python3', ['-c', 'import os;print(os.path.dirname(os.__file__))'], {
      encoding: 'utf8',
    }).trim();
  } catch {
    return undefined;
  }
}

function readTree(folder, pattern) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => pattern.test(path) && !path.includes('/test') && !path.endsWith('.d.ts'))
    .sort()
    .map(path => ({ path, full: join(folder, path) }))
    .filter(({ full }) => statSync(full).isFile() && statSync(full).size < 150_000)
    .map(({ path, full }) => ({ path, text: readFileSync(full, 'utf8') }))
    .filter(({ text }) => text.trim() !== '');
}
