import type { DocumentText, NextEdit } from '../nextEdit';
import type { Change } from './change';
import { isKeyword } from './keywords';
import type { NameChange, PredictionMoment } from './moment';
import { lineAround } from './textLines';
import { tokenHunks } from './tokenHunks';
import { longestLine, tokensOf, type Token } from './tokens';
import type { Work } from './work';

/** What one name was made into, and where. */
export interface Renaming {
  readonly uri: string;
  readonly from: string;
  readonly to: string;
  /** The places where the new name was written. */
  readonly places: readonly NameChange[];
  /** Whether one of them declares the name. */
  readonly isDeclared: boolean;
  /** Whether one of them is a member: `.name`. */
  readonly isMember: boolean;
  /** The line of the newest one. */
  readonly line: string;
}

/** The renamings in some changes, those of the newest first. */
export function renamingsIn(changes: readonly Change[]): Renaming[] {
  const found = new Map<string, Renaming>();
  for (const change of changes) {
    const [before, after] = [change.before[0], change.after[0]];
    if (
      before === undefined ||
      after === undefined ||
      change.before.length !== 1 ||
      change.after.length !== 1
    )
      continue;
    if (before.length > longestLine || after.length > longestLine) continue;
    const [old, now] = [tokensOf(before), tokensOf(after)];
    for (const hunk of tokenHunks(old, now)) {
      const [one, other] = [old[hunk.oldStart], now[hunk.newStart]];
      if (hunk.oldEnd - hunk.oldStart !== 1 || hunk.newEnd - hunk.newStart !== 1) continue;
      if (one?.kind !== 'name' || other?.kind !== 'name' || other.within !== 'code') continue;
      if (isKeyword(one.text) || isKeyword(other.text)) continue;
      const key = JSON.stringify([change.uri, one.text, other.text]);
      const known = found.get(key);
      const start = change.start === undefined ? undefined : change.start + other.start;
      const place =
        start === undefined
          ? []
          : [
              {
                uri: change.uri,
                from: one.text,
                to: other.text,
                at: { start, end: start + other.text.length },
              },
            ];
      found.set(key, {
        uri: change.uri,
        from: one.text,
        to: other.text,
        places: [...(known?.places ?? []), ...place],
        isDeclared: (known?.isDeclared ?? false) || declares(now, hunk.newStart),
        isMember: (known?.isMember ?? false) || isMember(now, hunk.newStart),
        line: known?.line ?? after,
      });
    }
  }
  return [...found.values()];
}

/** The places in one document where a renaming is to be carried on, each with how sure that is. */
export async function carriedOn(
  renaming: Renaming,
  document: DocumentText,
  moment: PredictionMoment,
  work: Work,
): Promise<NextEdit[]> {
  const { from, to } = renaming;
  const { uri, text } = document;
  const isHere = uri === renaming.uri;
  if (isHere && renaming.places.some(place => isBeingTyped(place, moment))) return [];
  const edits: NextEdit[] = [];
  for (let at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + from.length)) {
    const { start, text: line } = lineAround(text, at, longestLine);
    await work.did(line.length);
    if (line.length > longestLine) continue;
    const tokens = tokensOf(line);
    const number = tokens.findIndex(token => start + token.start === at);
    const token = tokens[number];
    if (token?.text !== from || token.within !== 'code') continue;
    if (isMember(tokens, number) !== renaming.isMember) continue;
    edits.push({
      uri,
      kind: 'rename',
      edits: [{ offset: at, length: from.length, text: to }],
      confidence: renaming.isDeclared ? 0.95 : 0.6,
    });
  }
  return edits;
}

/** Whether the cursor stands in the middle of a name, which is not written to its end then. */
function isBeingTyped({ uri, at }: NameChange, { active, cursor }: PredictionMoment): boolean {
  return uri === active.uri && cursor > at.start && cursor < at.end;
}

const declaring =
  /^(?:const|let|var|val|def|fn|func|fun|function|class|interface|type|enum|struct|trait|record|object|module|namespace|for|auto|static|final|private|public|protected|readonly|mut)$/;

function declares(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(0, at).filter(token => token.kind !== 'space');
  const last = before.at(-1);
  return last !== undefined && (declaring.test(last.text) || (last.kind === 'name' && !isKeyword(last.text)));
}

function isMember(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 1]?.text === '.' || (tokens[at - 1]?.text === '>' && tokens[at - 2]?.text === '-');
}
