import type { Clock } from '../../src/common/clock';
import { tokenPieces } from '../../src/engines/replay/tokenPieces';
import { placeCursor } from '../../src/protocol/placeCursor';
import { readForm, type CursorForm, type DocumentForm } from '../../src/protocol/promptForms';
import type { ResponseInputItem } from '../../src/protocol/wire';
import { createEvent, inputItems, writeFrame } from '../../src/session/turns/requestFrame';
import type { Session, WarmUpRequest } from '../../src/session/session';
import type { Turn, TurnRequest } from '../../src/session/turn';
import { FakeTurn, gatewayProfile } from '../../test/support/completion/fakeSession';

/** How fast the model is. */
export interface ModelPace {
  /** From the request to the first token, in ms. */
  readonly firstTokenMs: number;
  readonly tokensPerSecond: number;
}

/** A request as the endpoint saw it. */
export interface SeenRequest {
  /** Text before the cursor. */
  readonly prefix: string;
  /** What of the answer was handed out. */
  readonly sent: () => string;
  /** Whether any of it was ever on screen. */
  used: boolean;
}

/** Tokens that come in one delta. Assumed: at high speeds servers often let several share a frame. */
const perDelta = 4;

/**
 * Bytes from the endpoint, measured with the gateway of this project: the eight frames around an answer, the frame
 * of one delta, both without the text; and how often the frames at the end repeat all of it.
 */
const down = { envelope: 2830, delta: 188, repeats: 4 };

/** A session in simulated time with an endpoint that answers what `answer` says, at a stated pace. */
export class PacedSession implements Pick<Session, 'start' | 'warm' | 'profile'> {
  readonly requests: SeenRequest[] = [];
  bytes = 0;
  readonly profile = gatewayProfile;
  private readonly documents = new Map<string, readonly DocumentForm[]>();

  constructor(
    private readonly clock: Clock,
    private readonly pace: ModelPace,
    private readonly answer: (cursor: CursorForm) => string,
  ) {}

  start(request: TurnRequest): Turn {
    const input = inputItems(request.input);
    this.countUp(request, true);
    const { cursor } = read(input, this.documents.get(request.previous ?? '') ?? []);
    const pieces = [...tokenPieces(cursor ? this.answer(cursor) : '')].slice(0, request.maxOutputTokens);
    const turn = new FakeTurn(request);
    speak(turn, pieces, this.clock, this.pace, bytes => (this.bytes += bytes));
    this.requests.push({ prefix: cursor?.prefix ?? '', sent: () => turn.textSoFar, used: false });
    return turn;
  }

  warm(request: WarmUpRequest): Promise<string | undefined> {
    this.countUp(request, false);
    const id = `warm_${this.documents.size}`;
    this.documents.set(id, read(request.input, []).documents);
    return Promise.resolve(id);
  }

  private countUp(request: TurnRequest | WarmUpRequest, generate: boolean): void {
    const previous = 'previous' in request ? request.previous : undefined;
    const input = inputItems(request.input);
    const frame = createEvent({ request, model: 'bench', input, previous, streamId: request.lane, generate });
    this.bytes += Buffer.byteLength(writeFrame(frame));
  }
}

function read(
  input: readonly ResponseInputItem[],
  held: readonly DocumentForm[],
): { documents: readonly DocumentForm[]; cursor: CursorForm | undefined } {
  const documents = [...held];
  let cursor: CursorForm | undefined;
  for (const text of input.flatMap(textsOf)) {
    const form = readForm(text);
    if (form?.kind === 'document') documents.push(form);
    if (form?.kind === 'cursor') cursor = form;
  }
  return { documents, cursor: cursor && placeCursor(cursor, documents).cursor };
}

/** The texts of an item; the forms of a prompt fill one content part each. */
function textsOf(item: ResponseInputItem): string[] {
  if (!('content' in item) || !Array.isArray(item.content)) return [];
  return item.content.flatMap(part => ('text' in part && typeof part.text === 'string' ? [part.text] : []));
}

/** Lets a turn say its answer at a pace, and counts the bytes that come of it. */
function speak(
  turn: FakeTurn,
  pieces: readonly string[],
  clock: Clock,
  { firstTokenMs, tokensPerSecond }: ModelPace,
  count: (bytes: number) => void,
): void {
  turn.firstTokenMs = firstTokenMs;
  let said = 0;
  const say = (tokens: number): void => {
    const text = pieces.slice(said, said + tokens).join('');
    said += tokens;
    if (text !== '') {
      count(down.delta + text.length);
      turn.say(text);
    }
    const next = Math.min(perDelta, pieces.length - said);
    if (next <= 0) return turn.end();
    timer = clock.setTimeout(() => say(next), (next * 1000) / tokensPerSecond);
  };
  let timer = clock.setTimeout(() => say(1), firstTokenMs);
  void turn.done.then(({ text }) => {
    timer.dispose();
    count(down.envelope + down.repeats * text.length);
  });
}
