import type { ServerResponse } from 'node:http';
import { ChatChunks, type ChatFacts } from '../chatCompletions/chatChunks';
import { ChatSteps, type ChatStep } from '../chatCompletions/chatSteps';
import type { ChatWish } from '../chatCompletions/readChat';
import { WholeChat } from '../chatCompletions/wholeChat';
import { sendError, sendJson } from './httpReply';
import { sseHeaders, type MakeSink, type SinkPlace } from './httpTurn';

/** Answers as chat/completions does: with chunks as server-sent events, or whole as JSON. */
export function chatSink({ includeUsage, stops }: ChatWish): MakeSink {
  return (place, { id, createdAt, model, stream }, stop) => {
    const facts = { id: id.replace(/^resp_/, 'chatcmpl-'), created: createdAt, model };
    const sink = stream ? chunks(place, facts, includeUsage) : whole(place.response, facts);
    const steps = new ChatSteps(stops, stop, step => sink.take(step));
    return { take: event => steps.take(event), end: () => sink.end() };
  };
}

interface StepSink {
  take(step: ChatStep): void;
  end(): void;
}

/** An error before the first chunk is still an HTTP status. */
function chunks({ response, out }: SinkPlace, facts: ChatFacts, includeUsage: boolean): StepSink {
  const written = new ChatChunks(facts, includeUsage);
  return {
    take(step) {
      if (response.destroyed || response.writableEnded) return;
      if (!response.headersSent) {
        if (step.kind === 'error') return sendError(response, step.body);
        response.writeHead(200, sseHeaders);
      }
      out.write(written.of(step));
    },
    end: () => out.end(),
  };
}

function whole(response: ServerResponse, facts: ChatFacts): StepSink {
  const collected = new WholeChat();
  return {
    take: step => collected.take(step),
    end() {
      if (response.destroyed) return;
      const answer = collected.answer(facts);
      if ('error' in answer) sendError(response, answer.error);
      else sendJson(response, 200, answer.completion);
    },
  };
}
