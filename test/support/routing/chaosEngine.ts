import { sleep, type Clock } from '../../../src/common/clock';
import {
  EngineError,
  type Engine,
  type EngineEvent,
  type EngineRequest,
  type SpentTokens,
} from '../../../src/engines/engine';

/** How an engine behaves when it is asked. */
export type Mood =
  | 'well'
  | 'slow'
  | 'silent'
  | 'refusing'
  | 'failing'
  | 'limited'
  | 'overloaded'
  | 'breaking'
  | 'denied'
  | 'half-open';

export const moods: readonly Mood[] = [
  'well',
  'slow',
  'silent',
  'refusing',
  'failing',
  'limited',
  'overloaded',
  'breaking',
  'denied',
  'half-open',
];

/** What became of one question to an engine. */
export interface Question {
  readonly engine: string;
  readonly turn: string;
  readonly model: string;
  readonly lane: string | undefined;
  /** When it was asked, and its order among all questions. */
  readonly at: number;
  /** Texts it has given out. */
  readonly texts: string[];
  outcome: 'running' | 'ended' | 'failed' | 'aborted';
}

/** Longest that a silent engine says nothing, in ms. */
const silenceMs = 5_000;

/** An engine whose mood a test changes, and which remembers what it was asked. */
export class ChaosEngine implements Engine {
  readonly name = 'chaos';
  readonly models = ['m'];
  mood: Mood = 'well';
  /** What it says that a failure has cost. */
  spent: SpentTokens | undefined;
  disposed = 0;
  looks = 0;
  running = 0;
  most = 0;

  constructor(
    readonly id: string,
    private readonly clock: Clock,
    private readonly random: () => number,
    private readonly questions: Question[],
  ) {}

  async *generate(request: EngineRequest, signal: AbortSignal): AsyncGenerator<EngineEvent, void, undefined> {
    if (this.disposed > 0) throw new Error(`${this.id} was asked after its end`);
    const last = request.input.at(-1)?.content;
    const turn = typeof last === 'string' ? last : (last?.[0]?.text ?? '');
    const question: Question = {
      engine: this.id,
      turn,
      model: request.model,
      lane: request.lane?.name,
      at: this.questions.length,
      texts: [],
      outcome: 'running',
    };
    this.questions.push(question);
    this.running++;
    this.most = Math.max(this.most, this.running);
    try {
      yield* this.answer(question, signal);
    } catch (error) {
      question.outcome = signal.aborted ? 'aborted' : 'failed';
      throw error;
    } finally {
      if (question.outcome === 'running') question.outcome = 'aborted';
      this.running--;
    }
  }

  warmUp(_request: EngineRequest, signal: AbortSignal): Promise<void> {
    if (this.disposed > 0) return Promise.reject(new Error(`${this.id} was asked after its end`));
    return sleep(this.clock, 50, signal);
  }

  async look(signal: AbortSignal): Promise<void> {
    this.looks++;
    await sleep(this.clock, this.mood === 'silent' ? silenceMs * 10 : 5, signal);
    if (this.mood === 'refusing') throw refusal(503, 'upstream_unreachable');
  }

  dispose(): void {
    this.disposed++;
    if (this.running > 0) throw new Error(`${this.id} ended while it answered`);
  }

  private async *answer(
    question: Question,
    signal: AbortSignal,
  ): AsyncGenerator<EngineEvent, void, undefined> {
    const { mood } = this;
    const { texts } = question;
    await sleep(this.clock, (mood === 'slow' ? 800 : 40) * (0.5 + this.random()), signal);
    if (mood === 'silent') {
      await sleep(this.clock, silenceMs, signal);
      throw refusal(504, 'upstream_timeout');
    }
    if (mood === 'refusing') throw refusal(503, 'upstream_unreachable');
    if (mood === 'failing' || mood === 'half-open')
      throw Object.assign(refusal(500, 'server_error'), { spent: this.spent });
    if (mood === 'denied') throw refusal(401, 'upstream_key_refused');
    if (mood === 'limited') throw refusal(429, 'rate_limit_exceeded', { 'retry-after': '2' });
    if (mood === 'overloaded') throw refusal(503, 'upstream_overloaded');
    const length = 1 + Math.floor(this.random() * 6);
    for (let n = 0; n < length; n++) {
      const text = `<${this.id}.${question.at}.${n}>`;
      texts.push(text);
      yield { kind: 'text', text, tokens: 1 };
      await sleep(this.clock, 10 + this.random() * 30, signal);
      if (mood === 'breaking' && n >= length / 2) throw refusal(502, 'upstream_disconnected');
    }
    question.outcome = 'ended';
    yield { kind: 'end', reason: 'stop', inputTokens: 10, outputTokens: length };
  }
}

function refusal(status: number, code: string, headers?: Readonly<Record<string, string>>): EngineError {
  return new EngineError(status, code, `${code}.`, headers);
}
