import { systemClock } from '../../src/common/systemClock';
import type { Engine, EngineEvent, EngineRequest } from '../../src/engines/engine';
import { singleClient } from '../../src/gateway/clients/directory';
import { pacedEngine, type Pace } from '../../src/engines/pacedEngine';
import { tokenPieces } from '../../src/engines/replay/tokenPieces';
import { fixedLimits } from '../../src/gateway/limits';
import { startGateway } from '../../src/gateway/server/gatewayServer';
import { textParts } from '../../src/protocol/inputText';
import { placeCursor } from '../../src/protocol/placeCursor';
import {
  readForm,
  type CursorForm,
  type DocumentForm,
  type SelectionForm,
} from '../../src/protocol/promptForms';
import type { Mark } from './ownTimes';
import { silentLog } from '../../src/common/log';

/** What an endpoint of a benchmark does; may be changed between two requests. */
export interface Conduct {
  pace: Pace;
  /** The whole answer for a place, markup left out. */
  answer: (cursor: CursorForm) => string;
  /** The whole answer for code that is to be rewritten; without it, an empty one. */
  rewrite?: (code: string) => string;
  /** The whole answer when neither is asked for; without it, an empty one. */
  otherwise?: () => string;
  /** Is told of each piece of an answer when it is sent. */
  onPiece?: (text: string) => void;
}

/** A gateway of this project on loopback, inside the process of the benchmark, with an engine of the benchmark's. */
export interface BenchEndpoint {
  readonly port: number;
  readonly url: string;
  readonly conduct: Conduct;
  /** Answers begun so far. */
  readonly answers: number;
  /** What it did since the last call: `asked`, `first token`, `end`. */
  readonly takeMarks: () => readonly Mark[];
  /** Settings that make the extension use it. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly stop: () => Promise<void>;
}

const token = 'bench-token';

/** Starts an endpoint that knows what to answer. The caller stops it. */
export async function startEndpoint(conduct: Conduct): Promise<BenchEndpoint> {
  let answers = 0;
  let marks: Mark[] = [];
  const mark = (what: string): void =>
    void marks.push({ what, at: performance.timeOrigin + performance.now() });
  const engine: Engine = {
    name: 'bench',
    models: ['bench'],
    async *generate(request, signal) {
      answers++;
      mark('asked');
      let first = true;
      const events = pacedEngine(known(conduct), conduct.pace, systemClock).generate(request, signal);
      for await (const event of events) {
        if (first) mark('first token');
        first = false;
        if (event.kind === 'text') conduct.onPiece?.(event.text);
        if (event.kind === 'end') mark('end');
        yield event;
      }
    },
    warmUp: () => Promise.resolve(),
    dispose() {},
  };
  const server = await startGateway({
    engine,
    access: { clients: singleClient(token), host: '127.0.0.1', allowedHosts: [] },
    port: 0,
    limits: { ...fixedLimits, drainGraceMs: 0, maxInFlight: 16, maxLanes: 32, maxConnectionMs: 3_600_000 },
    clock: systemClock,
    log: silentLog,
  });
  return {
    port: server.port,
    url: server.url,
    conduct,
    get answers() {
      return answers;
    },
    takeMarks() {
      const taken = marks;
      marks = [];
      return taken;
    },
    settings: {
      'codexSpark.endpoint': server.url,
      'codexSpark.model': 'bench',
      'codexSpark.headers': { authorization: `Bearer ${token}` },
    },
    stop: () => server.close(),
  };
}

function known(conduct: Conduct): Engine {
  return {
    name: 'bench',
    models: ['bench'],
    async *generate(request: EngineRequest): AsyncGenerator<EngineEvent, void, undefined> {
      const text = answerTo(request, conduct);
      let left = request.maxOutputTokens ?? Infinity;
      for (const piece of tokenPieces(text)) {
        if (left-- <= 0) return yield { kind: 'end', reason: 'max_output_tokens', inputTokens: 1 };
        yield { kind: 'text', text: piece, tokens: 1 };
      }
      yield { kind: 'end', reason: 'stop', inputTokens: 1 };
    },
    warmUp: () => Promise.resolve(),
    dispose() {},
  };
}

/** What is answered to the latest thing a request asks about: code to rewrite, or the text around a cursor. */
function answerTo({ input }: EngineRequest, { answer, rewrite, otherwise }: Conduct): string {
  const documents: DocumentForm[] = [];
  let asked: CursorForm | SelectionForm | undefined;
  for (const { text } of textParts(input)) {
    const form = readForm(text);
    if (form?.kind === 'document') documents.push(form);
    if (form?.kind === 'cursor' || form?.kind === 'selection') asked = form;
  }
  if (asked?.kind === 'selection') return rewrite?.(asked.text) ?? '';
  return asked ? answer(placeCursor(asked, documents).cursor) : (otherwise?.() ?? '');
}
