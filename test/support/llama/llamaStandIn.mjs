// @ts-check
// Stands in for llama-server as a program: its options, its list of models, and how it ends.
//   LLAMA_STAND_IN=broken   ends at once, and says why
import { createServer } from 'node:http';

const args = process.argv.slice(2);
/** @param {string} name */
const option = name => args[args.indexOf(name) + 1] ?? '';

if (process.env['LLAMA_STAND_IN'] === 'broken') {
  console.error('common_init: error: failed to load model');
  process.exit(1);
}

const headers = { server: 'llama.cpp', 'content-type': 'application/json; charset=utf-8' };
const server = createServer((request, response) => {
  if (request.url === '/end') process.exit(3);
  response.writeHead(200, headers);
  const id = option('-hf');
  response.end(
    JSON.stringify({
      object: 'list',
      data: [{ id, object: 'model', owned_by: 'llamacpp', pid: process.pid }],
    }),
  );
});
server.on('error', error => {
  console.error(`start: couldn't bind HTTP server socket: ${error.message}`);
  process.exit(1);
});
server.listen(Number(option('--port')), option('--host'));
