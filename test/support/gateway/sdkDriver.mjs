// Runs the `openai` package's own client, driven by JSON lines on standard input, and reports what it sees as
// JSON lines on standard output. A program of its own because the package wants a newer Node than the tests.
// Arguments: folder in which `openai` is installed, base URL, key.
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [, , folder = '.', baseURL = '', apiKey = ''] = process.argv;
const require = createRequire(path.join(folder, 'package.json'));
const load = name => import(pathToFileURL(require.resolve(name)).href);
const { OpenAI } = await load('openai');
const { ResponsesWS } = await load('openai/resources/responses/ws');

const report = fact => process.stdout.write(`${JSON.stringify(fact)}\n`);
const client = new OpenAI({ apiKey, baseURL, maxRetries: 0 });

let socket;

const commands = {
  open() {
    socket = new ResponsesWS(client);
    socket.on('event', event => report({ kind: 'event', event }));
    socket.on('error', error => report({ kind: 'error', message: String(error.message) }));
    socket.on('close', code => report({ kind: 'close', code }));
  },
  send: ({ event }) => socket.send(event),
  close: () => socket.close(),
  async models() {
    const ids = [];
    for await (const model of client.models.list()) ids.push(model.id);
    report({ kind: 'models', ids });
  },
  async create({ body }) {
    const response = await client.responses.create(body);
    if (!body.stream) return report({ kind: 'response', id: response.id, text: response.output_text });
    for await (const event of response) report({ kind: 'event', event });
    report({ kind: 'stream-end' });
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  try {
    await commands[command.do](command);
  } catch (error) {
    report({ kind: 'failure', status: error.status, code: error.code, message: String(error.message) });
  }
}
process.exit(0);
