// Measures inside the extension host what cannot be seen from outside: when a change of the text arrived there, when
// bytes left and came over the sockets of the benchmark's endpoint, how late the event loop was, how large the heap is.
// Asked over HTTP on loopback; the port and that of the endpoint come by environment.
// @ts-check
'use strict';
const diagnostics = require('node:diagnostics_channel');
const { createServer } = require('node:http');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const v8 = require('node:v8');
const vm = require('node:vm');
const vscode = require('vscode');

/** Resolution of the event loop's measurement, in ms; it is part of every delay it reports. */
const resolution = 1;

/** @type {{ what: string, at: number, bytes?: number }[]} */
let marks = [];
/** @param {string} what @param {number} [bytes] */
const mark = (what, bytes) =>
  void marks.push({ what, at: performance.timeOrigin + performance.now(), ...(bytes ? { bytes } : {}) });

const endpoint = Number(process.env['BENCH_ENDPOINT_PORT']);

// Active before every other extension, so that it sees their sockets from the start.
diagnostics.subscribe('net.client.socket', message => {
  const { socket } = /** @type {{ socket: import('node:net').Socket }} */ (message);
  socket.once('connect', () => {
    if (socket.remotePort === endpoint) watch(socket);
  });
});
diagnostics.subscribe('codexSpark.inline', step => mark(String(step)));

/** @param {import('node:net').Socket} socket */
function watch(socket) {
  const { write, push } = socket;
  socket.write = /** @type {typeof socket.write} */ (
    (/** @type {[string | Uint8Array]} */ ...args) => {
      mark('sent', args[0].length);
      return Reflect.apply(write, socket, args);
    }
  );
  socket.push = (chunk, encoding) => {
    if (chunk) mark('received', chunk.length);
    return Reflect.apply(push, socket, [chunk, encoding]);
  };
}

v8.setFlagsFromString('--expose-gc');
/** @type {() => void} */
const collect = vm.runInNewContext('gc');

const loop = monitorEventLoopDelay({ resolution });

/** @type {Readonly<Record<string, (query: URLSearchParams) => unknown>>} */
const answers = {
  // Empties the list.
  marks() {
    const all = marks;
    marks = [];
    return all;
  },
  setting: query => vscode.workspace.getConfiguration().get(query.get('key') ?? '') ?? null,
  command: query =>
    vscode.commands.executeCommand(query.get('id') ?? '', ...JSON.parse(query.get('args') ?? '[]')),
  loopStart() {
    loop.reset();
    loop.enable();
    return true;
  },
  loopStop() {
    loop.disable();
    const ms = (/** @type {number} */ ns) => Math.max(0, ns / 1e6 - resolution);
    return {
      n: loop.count,
      mean: ms(loop.mean),
      p50: ms(loop.percentile(50)),
      p99: ms(loop.percentile(99)),
      p999: ms(loop.percentile(99.9)),
      max: ms(loop.max),
    };
  },
  async heap() {
    // Twice: what a finalizer lets go of is collected by the next one.
    collect();
    await new Promise(resolve => setTimeout(resolve, 50));
    collect();
    return { used: process.memoryUsage().heapUsed, rss: process.memoryUsage().rss };
  },
  cpu: () => process.cpuUsage(),
};

/** @param {import('vscode').ExtensionContext} context */
const activate = context => {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://probe');
    const answer = answers[pathname.slice(1)];
    void Promise.resolve(answer?.(searchParams)).then(value => response.end(JSON.stringify(value ?? null)));
  });
  server.listen(Number(process.env['BENCH_PROBE_PORT']), '127.0.0.1');
  context.subscriptions.push(
    { dispose: () => server.close() },
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.uri.scheme === 'file' && contentChanges.length > 0) mark('changed');
    }),
    // A real flicker, to prove that it is noticed.
    vscode.commands.registerCommand('probe.flicker', () =>
      vscode.commands.executeCommand('runCommands', {
        commands: ['editor.action.inlineSuggest.hide', 'editor.action.inlineSuggest.trigger'],
      }),
    ),
  );
};

module.exports = { activate };
