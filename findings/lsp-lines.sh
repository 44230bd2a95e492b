#!/usr/bin/env bash
# Three servers for the language server protocol count a form feed or U+2028 as the end of a line: what is typed lands in another line of their copy.
#
# Seen with: pygls 2.1.1, python-lsp-server 1.15.0 (PyPI), Python 3.11; typescript-language-server 5.3.0 with typescript 6.0.3, pyright 1.1.414
#   beside them (npm), Node 20 and newer.
# What happens: in the protocol a line ends at LF, CR LF or CR, and nowhere else. pygls and python-lsp-server split by `str.splitlines`, which ends lines at
#   form feeds (they part the sections of older Python code), vertical tabs, U+0085, U+2028 and others too; typescript-language-server hands lines on to
#   tsserver, to which U+2028 and U+2029 end one, as in the language. Below such a character a change is applied a line too far up, and from
#   then on the server's copy is another text than the editor's. Symbols of two of them are a line too far down. None says that something is
#   odd. pyright reads the same file right.
# What it means for us: what such a server says of a place may be meant for the one beside it. Definitions in other files that come into prompts are read
#   at the lines that are said (src/editor/context/declarations.ts), so they can be the wrong ones. Changes are found and placed by offsets
#   in the editor's own text, and by no server.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact typescript@6.0.3 typescript-language-server@5.3.0 pyright@1.1.414 vscode-jsonrpc@10.0.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: pygls==2.1.1 lsprotocol==2025.0.0 python-lsp-server==1.15.0

cat >small.py <<'PY'
# A server of pygls with one thing to ask: where each line of the document begins with which name.
from lsprotocol import types
from pygls.lsp.server import LanguageServer

server = LanguageServer('small', '1')


@server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
def symbols(parameters: types.DocumentSymbolParams):
    found = []
    for line, text in enumerate(server.workspace.get_text_document(parameters.text_document.uri).lines):
        if ' = ' in text:
            at = types.Range(start=types.Position(line, 0), end=types.Position(line, 1))
            found.append(types.DocumentSymbol(name=text.split(' = ')[0], kind=types.SymbolKind.Variable, range=at, selection_range=at))
    return found


server.start_io()
PY
cat >check.mjs <<'JS'
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import rpc from 'vscode-jsonrpc/node';

/** The names that a server finds, each with its line, before and after a line has been put in front of the fourth. */
async function names(command, languageId, file, text, added) {
  const child = spawn(command[0], command.slice(1), { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(child.stdout), new rpc.StreamMessageWriter(child.stdin));
  connection.onRequest((method, asked) => (method === 'workspace/configuration' ? asked.items.map(() => ({})) : null));
  connection.listen();
  const documentSymbol = { hierarchicalDocumentSymbolSupport: true };
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: { textDocument: { documentSymbol } } });
  await connection.sendNotification('initialized', {});
  const uri = pathToFileURL(file).href;
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  const symbols = async () => {
    const found = await connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } });
    const lines = found.map(symbol => [symbol.name, (symbol.selectionRange ?? symbol.location.range).start.line]);
    return lines.sort(([, one], [, other]) => one - other).map(([name, line]) => `${name} ${line}`).join(', ');
  };
  const before = await symbols();
  const place = { line: 3, character: 0 };
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range: { start: place, end: place }, text: added }],
  });
  const after = await symbols();
  connection.dispose();
  child.kill();
  return { before, after };
}

const python = 'one = 1\n\f\nthree = 3\nfour = 4\n';
const typescript = 'let one = "a\u2028b";\nlet two = 2;\nlet three = 3;\nlet four = 4;\n';
const asPython = command => names(command, 'python', 'a.py', python, 'added = 0\n');
const asTypescript = text =>
  names(['node', 'node_modules/typescript-language-server/lib/cli.mjs', '--stdio'], 'typescript', 'a.ts', text, 'let added = 0;\n');
const seen = {
  'pygls, form feed': await asPython(['venv/bin/python', 'small.py']),
  'python-lsp-server, form feed': await asPython(['venv/bin/pylsp']),
  'pyright, form feed': await asPython(['node', 'node_modules/pyright/langserver.index.js', '--stdio']),
  'typescript-language-server, U+2028': await asTypescript(typescript),
  'typescript-language-server, a space': await asTypescript(typescript.replace('\u2028', ' ')),
};
console.table(seen);
const expected = [
  'one 0, three 3, four 4 | one 0, added 3, three 4, four 5',
  'one 0, three 2, four 3 | one 0, added 2, three 3, four 4',
  'one 0, three 2, four 3 | one 0, three 2, added 3, four 4',
  'one 0, two 2, three 3, four 4 | one 0, two 2, added 3, three 4, four 5',
  'one 0, two 1, three 2, four 3 | one 0, two 1, three 2, added 3, four 4',
];
const still = Object.values(seen).map(({ before, after }) => `${before} | ${after}`).join('\n') === expected.join('\n');
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
timeout 180 node check.mjs
