import { EngineError, type Engine, type EngineEvent, type EngineRequest } from '../engine';
import { estimateInputTokens } from '../requestSize';
import { findEntry, type ReplayEntry } from './replayScript';
import { tokenPieces } from './tokenPieces';

/** Answers from a file, as fast as it is read; `pacedEngine` gives it a speed. */
export function createReplayEngine(entries: readonly ReplayEntry[]): Engine {
  return {
    name: 'replay',
    models: ['replay'],
    generate: request => replay(entries, request),
    warmUp: () => Promise.resolve(),
    dispose() {},
  };
}

async function* replay(
  entries: readonly ReplayEntry[],
  request: EngineRequest,
): AsyncGenerator<EngineEvent, void, undefined> {
  const entry = findEntry(entries, request);
  if (!entry) {
    throw new EngineError(
      400,
      'replay_no_match',
      'No entry of the replay file matches this request. An entry without "match" answers everything.',
    );
  }
  const inputTokens = estimateInputTokens(request);
  let left = request.maxOutputTokens ?? Infinity;
  for (const text of tokenPieces(entry.answer ?? '')) {
    if (left-- <= 0) return yield { kind: 'end', reason: 'max_output_tokens', inputTokens };
    yield { kind: 'text', text, tokens: 1 };
  }
  if (entry.error) throw new EngineError(entry.error.status, entry.error.code, entry.error.message);
  for (const call of entry.calls ?? []) {
    yield { kind: 'call', ...call, tokens: [...tokenPieces(call.arguments)].length };
  }
  yield { kind: 'end', reason: 'stop', inputTokens };
}
