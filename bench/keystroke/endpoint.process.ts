/**
 * The endpoint of the benchmark, a process of its own as a model's server is: in that of the benchmark it would share
 * one thread with what drives the browser, and hear of each request late. Answers questions of its parent.
 */
import * as v from 'valibot';
import { startEndpoint } from '../support/endpoint';
import { probeAnswer } from '../support/probeAnswer.js';
import { columnOf, question } from './wire';

const message = v.object({ n: v.number(), ask: question });
const endpoint = await startEndpoint({
  pace: { firstTokenMs: 0, tokensPerSecond: 1000 },
  answer: () => '',
});

process.on('message', raw => {
  const { n, ask } = v.parse(message, raw);
  const answer = (): unknown => {
    if (ask.kind === 'facts') return { port: endpoint.port, settings: endpoint.settings };
    if (ask.kind === 'marks') return endpoint.takeMarks();
    endpoint.conduct.pace = ask.pace;
    endpoint.conduct.answer = ({ prefix }) => probeAnswer(columnOf(prefix), ask.statements);
    return true;
  };
  process.send?.({ n, answer: answer() });
});
process.on('disconnect', () => process.exit());
