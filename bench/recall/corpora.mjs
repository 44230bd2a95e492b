// Source trees to measure on. Each is one project of one language; the split is by project:
//   mixing       the weights of the mixer are learnt on these
//   calibration  what is kept, the gate and all else is chosen on these
//   test         measured once, when all is chosen
//   first        languages that have no part in any of that
//   heldOut      projects that nothing was ever chosen or looked at on
// What the priors are counted in (prior/packages.mjs) is none of them. Packages are fetched with npm, pip, go, cargo and mvn into
// .cache/recall; what cannot be had is left out.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('../../', import.meta.url).pathname;
const cache = join(root, '.cache', 'recall');

/** [language, split, package, folder inside, pattern] */
const npm = [
  ['javascript', 'mixing', 'axios@1.21.1', 'lib', /\.js$/],
  ['javascript', 'mixing', 'knex@3.3.0', 'lib', /\.js$/],
  ['javascript', 'mixing', 'pino@10.4.0', 'lib', /\.js$/],
  ['javascript', 'mixing', 'jsdom@29.1.1', 'lib', /\.js$/],
  ['typescript', 'mixing', '@apollo/server@5.5.1', 'src', /\.ts$/],
  ['typescript', 'mixing', 'hls.js@1.7.4', 'src', /\.ts$/],
  ['typescript', 'mixing', 'prosemirror-view@1.44.0', 'src', /\.ts$/],
  ['typescript', 'mixing', 'prosemirror-model@1.25.13', 'src', /\.ts$/],
  ['javascript', 'calibration', 'superagent@10.4.2', 'lib', /\.js$/],
  ['javascript', 'calibration', 'webpack@5.112.2', 'lib', /^(?!.*(?:dependencies|schemas)).*\.js$/],
  ['javascript', 'calibration', 'redux@4.2.1', 'src', /\.js$/],
  ['javascript', 'test', 'express@5.3.0', 'lib', /\.js$/],
  ['javascript', 'test', 'koa@3.3.0', 'lib', /\.js$/],
  ['javascript', 'test', 'preact@10.29.8', '.', /^(?!.*dist).*src.*\.js$/],
  ['javascript', 'test', 'fastify@5.12.8', 'lib', /^(?!.*(?:config-validator|error-serializer)).*\.js$/],
  ['javascript', 'heldOut', 'mocha@12.0.3', 'lib', /\.js$/],
  ['javascript', 'heldOut', 'nodemailer@10.6.1', 'dist/cjs', /\.js$/],
  ['typescript', 'calibration', 'openai@7.57.0', 'src', /^(?!.*resources).*\.ts$/],
  ['typescript', 'calibration', 'immer@11.2.10', 'src', /\.ts$/],
  ['typescript', 'test', 'rxjs@7.8.2', 'src', /\.ts$/],
  ['typescript', 'test', 'zod@4.6.7', 'src/v4', /^(?!.*(?:tests|locales)).*\.ts$/],
  ['typescript', 'heldOut', 'mobx@7.1.3', 'src', /\.ts$/],
  ['typescript', 'heldOut', 'cheerio@1.2.0', 'src', /\.ts$/],
  ['java and kotlin', 'first', 'react-native@0.88.1', 'ReactAndroid/src/main/java', /\.(?:java|kt)$/],
  ['c++', 'first', 'react-native@0.88.1', 'ReactCommon/react/renderer', /\.(?:cpp|h)$/],
  ['c', 'first', 'tree-sitter@0.25.1', 'vendor/tree-sitter/lib/src', /^(?!.*unicode).*\.[ch]$/],
  ['scss', 'first', 'bootstrap@5.3.9', 'scss', /\.scss$/],
  ['scss', 'heldOut', 'bulma@1.0.4', 'sass', /\.scss$/],
  ['css', 'heldOut', '@primer/css@22.3.2', 'dist', /^[\w-]+\.css$/],
  ['html', 'heldOut', 'startbootstrap-sb-admin-2@4.1.4', '.', /^[\w-]+\.html$/],
  ['markdown', 'heldOut', 'npm@12.2.2', 'docs/content', /\.md$/],
];

/** [language, split, package, folder inside, pattern] */
const pip = [
  ...[
    'requests==2.34.2',
    'jinja2==3.1.6',
    'werkzeug==3.1.9',
    'tornado==6.6.1',
    'anyio==4.16.0',
    'trio==0.35.0',
  ].map(spec => ['python', 'mixing', spec]),
  ['python', 'mixing', 'click==8.5.1'],
  ['python', 'heldOut', 'flask==3.1.3'],
  ['python', 'heldOut', 'httpx==0.28.1'],
  ['python', 'heldOut', 'rich==15.0.0'],
];

/** [language, split, module and version] */
const go = [
  ['go', 'heldOut', 'github.com/spf13/cobra@v1.10.2'],
  ['go', 'heldOut', 'github.com/gorilla/mux@v1.8.1'],
  ['go', 'heldOut', 'github.com/go-chi/chi/v5@v5.5.0'],
];

/** [language, split, crate, version] */
const crates = [
  ['rust', 'heldOut', 'serde_json', '1.0.154'],
  ['rust', 'heldOut', 'clap_builder', '4.6.7'],
  ['rust', 'heldOut', 'toml_edit', '0.22.27'],
];

/** [language, split, group:artifact:version] of Maven Central, whose sources are published. */
const maven = [['java', 'heldOut', 'com.google.code.gson:gson:2.11.0']];

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

/** Loads the projects of some splits: { language, split, name, files: [{ path, text }] }. */
export function loadProjects(...splits) {
  const wanted = list => list.filter(([, split]) => splits.includes(split));
  return [
    ...wanted(npm).flatMap(([language, split, spec, folder, pattern]) =>
      project(language, split, spec, () => readTree(join(fetchNpm(spec), folder), pattern)),
    ),
    ...wanted(python).flatMap(([language, split, name]) =>
      project(language, split, `python:${name}`, () => readTree(join(pythonLibrary(), name), /\.py$/)),
    ),
    ...wanted(pip).flatMap(([language, split, spec]) =>
      project(language, split, spec, () => readTree(fetchPip(spec), /^(?!.*dist-info).*\.py$/)),
    ),
    ...wanted(go).flatMap(([language, split, spec]) =>
      project(language, split, spec, () => readTree(fetchGo(spec), /^(?!.*_test\.go$).*\.go$/)),
    ),
    ...wanted(maven).flatMap(([language, split, spec]) =>
      project(language, split, spec, () => readTree(fetchMaven(spec), /\.java$/)),
    ),
    ...wanted(crates).flatMap(([language, split, crate, version]) =>
      project(language, split, `${crate}@${version}`, () =>
        readTree(join(fetchCrate(crate, version), 'src'), /\.rs$/),
      ),
    ),
  ];
}

/** One project in a list; none when it cannot be had. */
function project(language, split, name, read) {
  try {
    return [{ language, split, name, files: read() }];
  } catch (thrown) {
    console.error(`left out: ${name} (${String(thrown).split('\n', 1)[0]})`);
    return [];
  }
}

/** A folder of .cache/recall that is there, filled by `fill` when it was not. */
function folderOf(spec, fill) {
  const target = join(cache, spec.replaceAll(/[@/=:]+/g, '-').replace(/^-/, ''));
  if (!existsSync(join(target, '.complete'))) {
    mkdirSync(target, { recursive: true });
    fill(target);
    writeFileSync(join(target, '.complete'), '');
  }
  return target;
}

/** A package of npm, unpacked. */
export function fetchNpm(spec) {
  return folderOf(spec, target => {
    const archive = execFileSync('npm', ['pack', '-s', spec], { cwd: cache, encoding: 'utf8' }).trim();
    execFileSync('tar', ['xzf', join(cache, archive), '-C', target, '--strip-components=1']);
  });
}

/** A package of PyPI alone, without what it needs. */
export function fetchPip(spec) {
  return folderOf(spec, target => {
    execFileSync('python3', [
      '-m',
      'pip',
      'install',
      '-q',
      '--no-deps',
      '--no-compile',
      '--target',
      target,
      spec,
    ]);
  });
}

function fetchGo(spec) {
  return folderOf(spec, target => {
    const told = execFileSync('go', ['mod', 'download', '-json', spec], { cwd: target, encoding: 'utf8' });
    execFileSync('cp', ['-r', '--no-preserve=mode', `${JSON.parse(told).Dir}/.`, target]);
  });
}

function fetchMaven(spec) {
  return folderOf(spec, target => {
    const options = [`-Dartifact=${spec}:jar:sources`, `-DoutputDirectory=${target}`];
    execFileSync('mvn', ['-q', 'dependency:copy', ...options], { stdio: 'ignore' });
    const [jar] = readdirSync(target).filter(name => name.endsWith('.jar'));
    execFileSync('unzip', ['-q', '-o', join(target, jar), '-d', target]);
  });
}

function fetchCrate(crate, version) {
  const target = folderOf(`${crate}@${version}`, folder => {
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'src', 'lib.rs'), '');
    writeFileSync(
      join(folder, 'Cargo.toml'),
      `[package]\nname = "nothing"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n${crate} = "=${version}"\n`,
    );
    execFileSync('cargo', ['vendor', '-q', 'vendored'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  });
  return join(target, 'vendored', crate);
}

function pythonLibrary() {
  return execFileSync('python3', ['-c', 'import os;print(os.path.dirname(os.__file__))'], {
    encoding: 'utf8',
  }).trim();
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
