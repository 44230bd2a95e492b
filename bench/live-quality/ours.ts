import { AnswerPieces } from '../../src/completion/answers/answerPieces';
import { AnswerText } from '../../src/completion/answers/answerText';
import { windowBudget } from '../../src/completion/context/budget';
import type { ContextPieces } from '../../src/completion/context/pieces';
import { OpenFiles, type StandingFile } from '../../src/completion/context/openFiles';
import { wordsOf } from '../../src/completion/context/words';
import { StaticContext } from '../../src/completion/prompt/staticContext';
import type { CursorSnapshot } from '../../src/completion/snapshot';
import type { Session } from '../../src/session/session';
import type { CorpusFile } from '../live/corpus';
import { snapshotAt, type Place } from '../live/places';

/** What somebody gets to see at a place, piece by piece as Tab takes them, and when. */
export interface Shown {
  readonly pieces: readonly string[];
  /** From asking to the first token, in ms; undefined where none came. */
  readonly firstTokenMs: number | undefined;
}

/** Tokens that other files may have: little, for machines that read slowly. */
const otherTokens = 600;

/** How this extension asks while somebody works in one file: what is known of it was sent ahead. */
export class Ours {
  private readonly context: StaticContext;
  /** What it chose once it keeps, as long as nothing is much better. */
  private readonly openFiles = new OpenFiles();

  constructor(private readonly session: Session) {
    this.context = new StaticContext(session);
  }

  /** Comes to a place, with other files beside its own, and sends ahead what is worth knowing and not there yet. */
  async open(place: Place, others: readonly CorpusFile[]): Promise<void> {
    const { file, before, behind } = place;
    const text = before + behind;
    const asked = wordsOf(`${before.slice(-1_200)}${behind.slice(0, 400)}`.split('\n'));
    const steps = this.openFiles.about(others.map(standing), asked, otherTokens);
    let chosen = steps.next();
    while (chosen.done !== true) chosen = steps.next();
    const pieces: ContextPieces = {
      others: chosen.value,
      current: { kind: 'document', path: file.name, language: file.language, text },
      notes: [],
    };
    await this.context.update(pieces, snapshotAt(place, windowBudget));
  }

  /** Asks at a place and reads as far as the answer is of use. */
  async ask(place: Place, maxOutputTokens: number, typed = ''): Promise<Shown> {
    const snapshot = snapshotAt(place, windowBudget, typed);
    const answer = new AnswerText(snapshot.prefix + snapshot.suffix, true);
    const pieces = new AnswerPieces(snapshot);
    const input = this.context.turnInput(snapshot);
    const turn = this.session.start({ lane: 'inline', maxOutputTokens, reasoningEffort: 'low', ...input });
    for await (const piece of turn.text) {
      answer.take(piece);
      pieces.grow(answer.text(false), false);
      if (!pieces.wanted) turn.cancel();
    }
    const { timings, status, error } = await turn.done;
    if (status === 'failed') throw new Error(error?.message);
    answer.end();
    if (pieces.wanted) pieces.grow(answer.text(true), true);
    return { pieces: inTurn(pieces, snapshot), firstTokenMs: timings.firstTokenMs };
  }

  dispose(): void {
    this.context.dispose();
  }
}

/** The pieces of an answer, one accepted after the other. */
function inTurn(pieces: AnswerPieces, snapshot: CursorSnapshot): string[] {
  const known = pieces.known().map(({ text }) => text);
  const first = pieces.restAt(snapshot)?.text ?? '';
  return (known.length > 0 ? known : [first]).filter(text => text !== '');
}

function standing({ name, language, text }: CorpusFile): StandingFile {
  const lines = text.split('\n');
  return {
    key: name,
    version: 1,
    path: name,
    language,
    lines: { count: lines.length, text: at => lines[at] ?? '' },
    standing: 0.05,
  };
}
