import { AnswerPieces } from '../../src/completion/answers/answerPieces';
import { AnswerText } from '../../src/completion/answers/answerText';
import { windowBudget } from '../../src/completion/context/budget';
import type { ContextPieces } from '../../src/completion/context/pieces';
import { OpenFiles, type StandingFile } from '../../src/completion/context/openFiles';
import { wordsOf } from '../../src/completion/context/words';
import { StaticContext } from '../../src/completion/prompt/staticContext';
import type { Session } from '../../src/session/session';
import type { CorpusFile } from '../live/corpus';
import { snapshotAt, type Place } from '../live/places';
import { declaredNear } from './declared';

/** An answer as it came. */
export interface Said {
  readonly text: string;
  /** From asking to the first token, in ms; undefined where none came. */
  readonly firstTokenMs: number | undefined;
}

/** Tokens that other files may have: little, for machines that read slowly. */
const otherTokens = 600;

/** Tokens that declarations may have. */
const declarationTokens = 300;

/** How this extension asks while somebody works in one file: what is known of it was sent ahead. */
export class Ours {
  private readonly context: StaticContext;
  /** What it chose once it keeps, as long as nothing is much better. */
  private readonly openFiles = new OpenFiles();

  constructor(private readonly session: Session) {
    this.context = new StaticContext(session);
  }

  /**
   * Comes to a place, with other files beside its own, and sends ahead what is worth knowing and not there yet.
   * @param imported files that its own imports, where there is a language service that looks into them
   */
  async open(
    place: Place,
    others: readonly CorpusFile[],
    imported: readonly CorpusFile[] = [],
  ): Promise<void> {
    const { file, before, behind } = place;
    const text = before + behind;
    const asked = wordsOf(`${before.slice(-1_200)}${behind.slice(0, 400)}`.split('\n'));
    const steps = this.openFiles.about(others.map(standing), asked, otherTokens);
    let chosen = steps.next();
    while (chosen.done !== true) chosen = steps.next();
    const pieces: ContextPieces = {
      others: [...chosen.value, ...declaredNear(place, imported, declarationTokens)],
      current: { kind: 'document', path: file.name, language: file.language, text },
      notes: [],
    };
    await this.context.update(pieces, snapshotAt(place, windowBudget));
  }

  /**
   * Asks at a place and reads all of the answer, also where no more of it is of use: it is judged later, perhaps by the
   * filters of another day.
   */
  async ask(place: Place, maxOutputTokens: number, typed = ''): Promise<Said> {
    const input = this.context.turnInput(snapshotAt(place, windowBudget, typed));
    const turn = this.session.start({ lane: 'inline', maxOutputTokens, reasoningEffort: 'low', ...input });
    const { text, timings, status, error } = await turn.done;
    if (status === 'failed') throw new Error(error?.message);
    return { text, firstTokenMs: timings.firstTokenMs };
  }

  dispose(): void {
    this.context.dispose();
  }
}

/** What of an answer somebody gets to see, one piece after the other as Tab takes them. */
export function oursShown(place: Place, said: string): readonly string[] {
  const snapshot = snapshotAt(place, windowBudget);
  const answer = new AnswerText(snapshot.prefix + snapshot.suffix, true);
  answer.take(said);
  answer.end();
  const pieces = new AnswerPieces(snapshot);
  pieces.grow(answer.text(true), true);
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
