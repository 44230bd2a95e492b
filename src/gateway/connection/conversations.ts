import type { CreateBody, ReceivedInputItem } from '../../protocol/clientEvents';
import { streamIdField, type StreamId } from '../../protocol/streamId';
import type { ChainBudget } from '../chains/chainBudget';
import {
  diagnoseCache,
  type AskedPrompt,
  type AskedWith,
  type CacheDiagnosis,
} from '../chains/cacheDiagnosis';
import { ChainStore, conversationItems, extendConversation, type Conversation } from '../chains/chainStore';
import { isWarmUp, modelSettings } from '../turn/modelSettings';
import { runTurn, type TurnOutcome, type TurnSurroundings } from '../turn/runTurn';
import { errorBody, type ErrorBody, type ServedCall, type ServedEvent } from '../turn/served';
import { longestTailMs, SteerQueue, type Steer } from '../turn/steerQueue';
import { userMessage } from '../turn/steerInput';
import { itemSize } from '../../engines/requestSize';
import { TurnControl } from '../turn/turnControl';
import { TurnWriter } from '../turn/turnWriter';
import { outputAsInput } from './outputAsInput';

/** One `response.create` from its arrival to its terminal event, and its automatic successors. */
export interface LaneRequest {
  readonly lane: StreamId | undefined;
  readonly body: CreateBody;
  /** Code units of the request as it came. */
  readonly size: number;
  readonly warmUp: boolean;
  readonly control: TurnControl;
  /** Writer of the response in flight; undefined before it starts. */
  writer: TurnWriter | undefined;
}

/** What `Conversations` needs of its connection. */
export interface ConversationParts extends TurnSurroundings {
  readonly newId: (prefix: string) => string;
  readonly unixSeconds: () => number;
  /** Code units of all remembered conversations. */
  readonly maxChainSize: number;
  /** What the conversations of all connections together may take; without it only this one's bound holds. */
  readonly chainBudget?: ChainBudget | undefined;
  emit(event: ServedEvent): void;
  /** False when no automatic successor may start any more. */
  mayContinue(): boolean;
}

/** One response to make, with its past resolved. */
interface Plan {
  readonly parent: Conversation | undefined;
  readonly previousResponseId: string | undefined;
  readonly items: readonly ReceivedInputItem[];
  /** Code units of `items`, at least roughly. */
  readonly size: number;
}

/** Steering that waits for the client's tool results, and the writer that accepted it. */
interface HeldSteers {
  readonly steers: readonly Steer[];
  readonly writer: TurnWriter;
}

/** Ended responses whose end is remembered, for the answers to late steers. */
const rememberedEnds = 64;

/** The responses of one connection: resolves chains, generates, remembers, and follows steers with successors. */
export class Conversations {
  private readonly parts: ConversationParts;
  private readonly chains: ChainStore<HeldSteers>;
  /** What engines know the connection by. */
  private readonly gone = new AbortController();
  /** Lanes by their names, each always the same object. */
  private readonly lanes = new Map<StreamId | undefined, { readonly name: StreamId | undefined }>();
  private readonly ends = new Map<
    string,
    { readonly lane: StreamId | undefined; readonly completed: boolean }
  >();

  constructor(parts: ConversationParts) {
    this.parts = parts;
    this.chains = new ChainStore(parts.maxChainSize, held => giveBack(held), parts.chainBudget);
  }

  /** Makes the handle of a request that is about to wait in its lane. */
  newRequest(lane: StreamId | undefined, body: CreateBody, size: number): LaneRequest {
    return { lane, body, size, warmUp: isWarmUp(body), control: new TurnControl(), writer: undefined };
  }

  /** The connection is gone: forgets everything. */
  dispose(): void {
    this.gone.abort();
    this.chains.dispose();
  }

  /** How a response ended, while that is remembered. */
  endOf(id: string): { readonly lane: StreamId | undefined; readonly completed: boolean } | undefined {
    return this.ends.get(id);
  }

  /** Answers a request whose turn has come. Resolves after its terminal event and those of its successors. */
  async serve(request: LaneRequest): Promise<void> {
    const plan = this.resolve(request);
    if ('error' in plan) {
      this.forgetParent(request.lane, request.body.previous_response_id ?? undefined);
      const { lane } = request;
      return this.parts.emit({ ...plan, ...streamIdField(lane) });
    }
    for (let next: Plan | undefined = plan; next;) next = await this.respond(request, next);
  }

  /** Finds what a request continues from. Done when it starts, not when it arrives: chains move in between. */
  private resolve({ lane, body, size }: LaneRequest): Plan | ErrorBody {
    const previousResponseId = body.previous_response_id ?? undefined;
    const given = readInput(body.input);
    if (previousResponseId === undefined) {
      if (given.length === 0 && !body.instructions) return missingInput();
      return { parent: undefined, previousResponseId, items: given, size };
    }
    const parent = this.chains.find(previousResponseId);
    if (!parent) return previousNotFound(previousResponseId);
    const held = this.chains.takeAttachment(lane, previousResponseId);
    const steered = held ? held.steers.flatMap(steer => steer.items) : [];
    return { parent, previousResponseId, items: [...steered, ...given], size: size + textSize(steered) };
  }

  private async respond(request: LaneRequest, plan: Plan): Promise<Plan | undefined> {
    const { lane, body, control, warmUp } = request;
    const { engine, clock } = this.parts;
    const asked: AskedWith = {
      model: modelFor(body.model, engine.models),
      instructions: body.instructions ?? '',
      settings: modelSettings(body),
    };
    const input = [...conversationItems(plan.parent), ...plan.items];
    const writer = new TurnWriter(
      {
        id: this.parts.newId('resp'),
        lane,
        model: asked.model,
        createdAt: this.parts.unixSeconds(),
        previousResponseId: plan.previousResponseId,
        maxOutputTokens: body.max_output_tokens ?? undefined,
        metadata: body.metadata ?? {},
        cache: this.diagnosis(body, { ...asked, items: input }),
      },
      this.parts.newId,
      event => this.parts.emit(event),
    );
    request.writer = writer;
    control.steers = new SteerQueue(due =>
      clock.setTimeout(() => {
        due();
        control.wake();
      }, longestTailMs),
    );
    const outcome = await runTurn(
      {
        request: {
          ...asked,
          input,
          maxOutputTokens: body.max_output_tokens ?? undefined,
          connection: this.gone.signal,
          lane: this.laneOf(lane),
        },
        warmUp,
        lane,
        chained: plan.parent !== undefined,
        writer,
        control,
      },
      this.parts,
    );
    request.writer = undefined;
    return this.conclude(request, plan, writer, outcome, asked);
  }

  private conclude(
    { lane, control }: LaneRequest,
    plan: Plan,
    writer: TurnWriter,
    outcome: TurnOutcome,
    asked: AskedWith,
  ): Plan | undefined {
    this.noteEnd(writer.responseId, lane, outcome.status === 'completed');
    if (outcome.status === 'failed') this.forgetParent(lane, plan.previousResponseId);
    if (outcome.status === 'failed' || outcome.status === 'cancelled') return undefined;

    const output = writer.output.map(outputAsInput);
    const size = plan.size + textSize(output);
    const conversation = extendConversation(plan.parent, [...plan.items, ...output], size);
    const steers = control.steers.take();
    const held = steers.length > 0 && outcome.calls.length > 0 ? { steers, writer } : undefined;
    this.chains.remember(lane, writer.responseId, conversation, held, { ...asked, written: output.length });
    if (steers.length === 0) return undefined;
    if (held) {
      for (const steer of steers) writePending(writer, steer, outcome.calls);
      return undefined;
    }
    if (!this.parts.mayContinue()) {
      giveBack({ steers, writer });
      return undefined;
    }
    const items = steers.flatMap(steer => steer.items);
    return { parent: conversation, previousResponseId: writer.responseId, items, size: textSize(items) };
  }

  private laneOf(name: StreamId | undefined): { readonly name: StreamId | undefined } {
    const lane = this.lanes.get(name) ?? { name };
    this.lanes.set(name, lane);
    return lane;
  }

  private diagnosis(
    { prompt_cache_options: options }: CreateBody,
    now: AskedPrompt,
  ): CacheDiagnosis | undefined {
    const id = options?.comparison_response_id;
    return typeof id === 'string' ? diagnoseCache(this.chains.askedFor(id), now) : undefined;
  }

  /** A continuation on the same lane that fails takes its parent with it; a fork from another lane does not. */
  private forgetParent(lane: StreamId | undefined, previous: string | undefined): void {
    if (previous !== undefined && this.chains.isLatest(lane, previous)) this.chains.forget(previous);
  }

  private noteEnd(id: string, lane: StreamId | undefined, completed: boolean): void {
    this.ends.set(id, { lane, completed });
    for (const oldest of this.ends.keys()) {
      if (this.ends.size <= rememberedEnds) break;
      this.ends.delete(oldest);
    }
  }
}

/** An input as items; text alone is one message of the user. */
export function readInput(input: CreateBody['input']): readonly ReceivedInputItem[] {
  if (typeof input === 'string') return input === '' ? [] : [userMessage(input)];
  return input ?? [];
}

/** The model that answers: the one asked for if it is served here, else the engine's first. */
export function modelFor(asked: string | null | undefined, served: readonly string[]): string {
  if (asked && served.includes(asked)) return asked;
  return served[0] ?? 'unknown';
}

/** The answer to a request that has neither input nor anything to continue from. */
export function missingInput(): ErrorBody {
  return errorBody({
    status: 400,
    code: 'missing_required_parameter',
    message: 'A request needs "input", "instructions" or "previous_response_id".',
    param: 'input',
  });
}

/** The answer to a request that continues from a response which is not remembered. */
export function previousNotFound(id: string): ErrorBody {
  return errorBody({
    status: 400,
    code: 'previous_response_not_found',
    message: `Previous response with id ${JSON.stringify(id.slice(0, 80))} not found.`,
    param: 'previous_response_id',
  });
}

function textSize(items: readonly ReceivedInputItem[]): number {
  return items.reduce((sum, item) => sum + itemSize(item), 0);
}

function giveBack({ steers, writer }: HeldSteers): void {
  for (const steer of steers) {
    writer.steerFailed(steer, 'successor_creation_failed', 'The successor could not be created.');
  }
}

function writePending(writer: TurnWriter, steer: Steer, calls: readonly ServedCall[]): void {
  writer.write({
    type: 'response.steer.pending',
    reason: 'waiting_for_required_input',
    required_input: calls.map(({ call_id, name }) => ({ type: 'function_call_output', call_id, name })),
    steer: { id: steer.id, previous_response_id: writer.responseId },
  });
}
