import { created } from './hosted';
import { ollama } from './ownMachine';
import type { Asked, Reply, Step } from './standIn';

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

/** An Ollama whose model is on disk, or that has none. */
export function ollamaWith(models: readonly object[]): (asked: Asked) => Reply {
  return asked => {
    const json = (body: unknown): Reply => ({
      headers: { 'content-type': 'application/json' },
      steps: [JSON.stringify(body)],
    });
    if (asked.path === '/api/tags') return json({ models });
    if (asked.path === '/api/ps') return json({ models: [] });
    if (asked.path === '/v1/models')
      return json({
        object: 'list',
        data: models.length === 0 ? null : [{ id: 'x', created, owned_by: 'library' }],
      });
    return ollama.reply(asked, filled);
  };
}
