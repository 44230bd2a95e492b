import { cerebras } from './hosted';
import type { Asked, Reply, Step } from './standIn';

const numbers = { tokens: Array.from({ length: 60 }, (_, i) => `${i + 1} `) };
const filled = { tokens: ['<fill>', ' = 4', '2', '</fill>'] };

/** Between two tokens of a long answer, in ms: so that there is a speed to measure. */
const pace = 4;

/** A server with a key and several models that only chats: it counts when asked to, and completes at a cursor. */
export const hosted = {
  key: 'csk-standin0123456789',
  model: cerebras.model,
  reply(asked: Asked): Reply {
    if (!JSON.stringify(asked.body).includes('numbers from 1')) return cerebras.reply(asked, filled);
    const reply = cerebras.reply(asked, numbers);
    const steps = reply.steps.flatMap((step, at): Step[] => [
      new Promise(resolve => setTimeout(resolve, at * pace)),
      step,
    ]);
    return { ...reply, steps };
  },
};
