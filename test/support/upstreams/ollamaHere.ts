import { created } from './hosted';
import { ollama } from './ownMachine';
import { json, type Asked, type Reply, type Step } from './standIn';

/** As many tokens a model says that counts to 60, and between two of them, in ms: so that there is a speed to measure. */
const counted = 60;
const pace = 4;

const numbers = { tokens: Array.from({ length: counted }, (_, i) => `${i + 1} `) };

/** What it suggests at a cursor, whatever stands there. */
const filled = { tokens: [' = 4', '2'] };

/** An Ollama with one model in memory: it counts when asked to, and fills in the middle. */
export const ollamaHere = {
  model: ollama.model,
  reply(asked: Asked): Reply {
    if (!JSON.stringify(asked.body).includes('numbers from 1')) return ollama.reply(asked, filled);
    const reply = ollama.reply(asked, numbers);
    const steps = reply.steps.flatMap((step, at): Step[] => [
      new Promise(resolve => setTimeout(resolve, at * pace)),
      typeof step === 'string'
        ? step.replace(/"completion_tokens":\d+/, `"completion_tokens":${counted}`)
        : step,
    ]);
    return { ...reply, steps };
  },
};

/** The same before and after its model was pulled: there is none until somebody asks for it. */
export function emptyOllama(): (asked: Asked) => Reply {
  let model: string | undefined;
  return asked => {
    if (asked.path === '/api/pull') {
      model = String(asked.body['model']);
      const layer = { status: 'pulling 60e05f210007', digest: 'sha256:60e05f210007', total: 100 };
      const events = [
        { status: 'pulling manifest' },
        ...[20, 60, 100].map(completed => ({ ...layer, completed })),
        { status: 'verifying sha256 digest' },
        { status: 'success' },
      ];
      return {
        headers: { 'content-type': 'application/x-ndjson' },
        steps: events.flatMap((event): Step[] => [
          new Promise(resolve => setTimeout(resolve, pace)),
          `${JSON.stringify(event)}\n`,
        ]),
      };
    }
    if (asked.path === '/v1/models') {
      const data =
        model === undefined ? null : [{ id: model, object: 'model', created, owned_by: 'library' }];
      return json({ object: 'list', data });
    }
    if (asked.path === '/api/ps') return json({ models: [] });
    if (asked.method === 'GET') return ollamaHere.reply(asked);
    // The stand-in knows one model only.
    return ollamaHere.reply({ ...asked, body: { ...asked.body, model: ollama.model } });
  };
}
