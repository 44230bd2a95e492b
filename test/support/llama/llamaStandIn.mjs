// @ts-check
// Stands in for llama-server as a program: its options, its list of models, its answers, and how it ends.
//   LLAMA_STAND_IN=broken   ends at once, and says why
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const args = process.argv.slice(2);
/** @param {string} name */
const option = name => args[args.indexOf(name) + 1] ?? '';

if (process.env['LLAMA_STAND_IN'] === 'broken') {
  console.error('common_init: error: failed to load model');
  process.exit(1);
}

const model = option('-hf');
const kinds = { json: 'application/json; charset=utf-8', stream: 'text/event-stream' };

/**
 * @param {import('node:http').ServerResponse} response
 * @param {unknown} body
 */
function answer(response, body, status = 200) {
  response.writeHead(status, { server: 'llama.cpp', 'content-type': kinds.json });
  response.end(JSON.stringify(body));
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {readonly unknown[]} events
 */
async function stream(response, events) {
  response.writeHead(200, { server: 'llama.cpp', 'content-type': kinds.stream });
  for (const event of events) {
    response.write(`data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`);
    await sleep(4);
  }
  response.end();
}

/** Counts to 60. */
function chat() {
  const head = { id: 'chatcmpl-x', object: 'chat.completion.chunk', created: 1, model };
  /** @param {Record<string, unknown>} delta */
  const chunk = (delta, /** @type {string | null} */ finish = null) => ({
    ...head,
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  const numbers = Array.from({ length: 60 }, (_, at) => chunk({ content: `${at + 1} ` }));
  const usage = { prompt_tokens: 20, completion_tokens: 60, total_tokens: 80 };
  return [
    chunk({ role: 'assistant', content: null }),
    ...numbers,
    chunk({}, 'stop'),
    { ...head, choices: [], usage },
    '[DONE]',
  ];
}

const server = createServer((request, response) => {
  if (request.url === '/end') process.exit(3);
  request.resume();
  request.once('end', () => {
    switch (request.url) {
      case '/v1/models':
        return answer(response, {
          object: 'list',
          data: [{ id: model, object: 'model', owned_by: 'llamacpp', pid: process.pid }],
        });
      case '/props':
        return answer(response, { default_generation_settings: { n_ctx: 16384 }, total_slots: 1 });
      case '/v1/chat/completions':
        return void stream(response, chat());
      case '/infill':
        return void stream(response, [
          { index: 0, content: ' = 42', tokens: [1], stop: false },
          {
            index: 0,
            content: '',
            tokens: [],
            stop: true,
            stop_type: 'eos',
            tokens_evaluated: 9,
            tokens_predicted: 1,
          },
        ]);
      default:
        return answer(
          response,
          { error: { message: 'File Not Found', type: 'not_found_error', code: 404 } },
          404,
        );
    }
  });
});
server.on('error', error => {
  console.error(`start: couldn't bind HTTP server socket: ${error.message}`);
  process.exit(1);
});
server.listen(Number(option('--port')), option('--host'));
