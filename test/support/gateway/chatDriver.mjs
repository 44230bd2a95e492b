// Speaks chat/completions to a gateway through the `openai` package, and says what came of it as JSON lines.
// Arguments: folder in which it is installed, base URL, key.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , folder = '.', baseURL = '', apiKey = ''] = process.argv;
const require = createRequire(path.join(folder, 'package.json'));
const { OpenAI } = await import(pathToFileURL(require.resolve('openai')).href);

const report = fact => process.stdout.write(`${JSON.stringify(fact)}\n`);
const client = new OpenAI({ apiKey, baseURL, maxRetries: 0 });
const ask = (content, more = {}) =>
  client.chat.completions.create({ model: 'replay', messages: [{ role: 'user', content }], ...more });
const failure = ({ status, code, type, message, name }) => ({ status, code, type, message, name });

const whole = await ask('hi');
report({
  what: 'whole',
  object: whole.object,
  choice: whole.choices[0],
  tokens: whole.usage.total_tokens > 0,
});

const pieces = [];
let usage;
const asked = { stream: true, stream_options: { include_usage: true } };
for await (const chunk of await ask('hi', asked)) {
  pieces.push(...chunk.choices.map(({ delta, finish_reason: end }) => delta.content ?? end));
  usage = chunk.usage ?? usage;
}
report({
  what: 'streamed',
  text: pieces.slice(0, -1).join(''),
  end: pieces.at(-1),
  usage: usage?.completion_tokens > 0,
});

const limited = await ask('hi', { max_completion_tokens: 1 });
report({ what: 'limited', end: limited.choices[0].finish_reason });
const stopped = await ask('hi', { stop: ' there' });
report({ what: 'stopped', text: stopped.choices[0].message.content, end: stopped.choices[0].finish_reason });

const called = [];
const runner = client.chat.completions.runTools({
  model: 'replay',
  stream: true,
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'use a tool' },
  ],
  tools: [
    {
      type: 'function',
      function: {
        name: 'look',
        description: 'Looks',
        parameters: { type: 'object', properties: { at: { type: 'string' } } },
        parse: JSON.parse,
        function: given => {
          called.push(given);
          return `the tool has seen ${given.at}`;
        },
      },
    },
  ],
});
report({ what: 'tools', text: await runner.finalContent(), called });

const abort = new AbortController();
let seen = 0;
try {
  for await (const _ of await ask('long', { stream: true })) {
    if (++seen === 3) break;
  }
  report({ what: 'left', seen });
} catch (error) {
  report({ what: 'left', ...failure(error) });
}
const gone = client.chat.completions.create(
  { model: 'replay', messages: [{ role: 'user', content: 'long' }] },
  { signal: abort.signal },
);
setTimeout(() => abort.abort(), 50);
await gone.catch(error => report({ what: 'aborted', name: error.constructor.name }));

for (const [what, content, more] of [
  ['busy', 'be busy', {}],
  ['busy', 'be busy', { stream: true }],
  ['several', 'hi', { n: 2 }],
  ['broken', 'break', {}],
]) {
  await ask(content, more).catch(error =>
    report({ what, ...failure(error), after: error.headers?.get('retry-after') }),
  );
}
let text = '';
try {
  for await (const chunk of await ask('break', { stream: true }))
    text += chunk.choices[0]?.delta.content ?? '';
} catch (error) {
  report({ what: 'broken', text, ...failure(error) });
}
const stranger = new OpenAI({ apiKey: 'wrong', baseURL, maxRetries: 0 });
await stranger.chat.completions
  .create({ model: 'replay', messages: [{ role: 'user', content: 'hi' }] })
  .catch(error => report({ what: 'stranger', ...failure(error) }));
process.exit(0);
