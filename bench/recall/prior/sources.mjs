// Reads the packages that the priors are counted in, as sequences of symbols: of each package some files that look like
// sources, in an order by chance, up to so many tokens.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fetchNpm, fetchPip } from '../corpora.mjs';
import { npmPackages, pythonPackages } from './packages.mjs';

/** Most tokens of one package. */
const tokensPerPackage = 350_000;

/** Least tokens of a package to be counted. */
const leastTokens = 2000;

const script = /\.(?:js|mjs|cjs|ts|tsx|jsx)$/;
const notScript =
  /\.d\.ts$|\.min\.|node_modules|(?:^|\/)(?:umd|amd|locales?|i18n|vendor|docs|bundles?|fixtures)\//;
const notPython = /vendor|_vendored|pb2|locale/;

/** The sequences of all packages of a language, `javascript` or `python`. */
export function* readSources(engine, encoder, language) {
  for (const spec of language === 'python' ? pythonPackages : npmPackages) {
    const folder = language === 'python' ? fetchPip(spec) : fetchNpm(spec);
    const parts = [];
    const seen = new Set();
    let tokens = 0;
    for (const file of chosenFiles(folder, language)) {
      const full = join(folder, file);
      const { size } = statSync(full);
      if (!statSync(full).isFile() || size > 150_000 || size < 200) continue;
      const text = readFileSync(full, 'utf8');
      const copied = text.slice(300, 900);
      if (text.length / text.split('\n').length > 120 || seen.has(copied)) continue;
      seen.add(copied);
      const symbols = encoder.encodeOnce(text, engine.detectIndentStyle(text));
      parts.push(Int32Array.of(0), symbols);
      tokens += symbols.length + 1;
      if (tokens > tokensPerPackage) break;
    }
    if (tokens > leastTokens) yield joined(parts, tokens);
  }
}

/** Of a package with src/ what is in there, else of one with lib/, else what is not built. */
function chosenFiles(folder, language) {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files =
    language === 'python'
      ? all.filter(file => file.endsWith('.py') && !notPython.test(file))
      : scriptsOf(all.filter(file => script.test(file) && !notScript.test(file)));
  return files.sort((one, other) => hashOf(one) - hashOf(other));
}

function scriptsOf(files) {
  const source = files.filter(file => /(?:^|\/)src\//.test(file));
  if (source.length >= 5) return source;
  const library = files.filter(
    file => /(?:^|\/)lib\//.test(file) && !/(?:^|\/)(?:dist|build|esm?|cjs)\//.test(file),
  );
  if (library.length >= 5) return library;
  const notBuilt = files.filter(file => !/(?:^|\/)(?:dist|build)\//.test(file));
  return notBuilt.length >= 3 ? notBuilt : files;
}

function joined(parts, length) {
  const all = new Int32Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function hashOf(text) {
  let hash = 7;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x9e3779b1);
  return hash >>> 0;
}
