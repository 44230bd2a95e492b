import type { NextEdit } from '../../src/nextEdit/nextEdit';
import { editKey } from '../../src/editor/nextEdit/editKey';
import { predictNextEdits } from '../../src/nextEdit/predict/predict';
import { pictureOf } from '../../test/support/nextEdit/markedEdit';
import type { AlikeGroup, Place } from './alike';
import { VersionJudge } from './judge';
import { Played } from './play';
import type { VersionPair } from './versions';

/** What came of one walk. */
export interface Walk {
  /** Places that were to be found, and those that were. */
  readonly further: number;
  readonly found: number;
  readonly offered: readonly { readonly edit: NextEdit; readonly isRight: boolean }[];
}

/** Of a larger group so many places count, and so many are offered at the most. */
const mostPlaces = 12;

/** After so many wrong ones in a row it is quiet. */
const mostWrong = 2;

/**
 * Makes the first change of a group, then takes what is offered as long as it is right and drops what is not; where nothing
 * is offered after the first change, the second is made by hand too.
 */
export async function walkGroup(pair: VersionPair, group: AlikeGroup): Promise<Walk> {
  const played = new Played(pair);
  const [first, second, ...others] = group.slice(0, mostPlaces);
  if (!first || !second) return { further: 0, found: 0, offered: [] };
  played.play(first);
  const offered = await accepted(played, pair.after);
  if (offered.some(({ isRight }) => isRight)) return result(played, [second, ...others], offered);
  played.play(second);
  return result(played, others, [...offered, ...(await accepted(played, pair.after))]);
}

/** Makes a change that comes alone, and takes what is offered. */
export async function walkSingle(pair: VersionPair, place: Place): Promise<Walk> {
  const played = new Played(pair);
  played.play(place);
  return result(played, [], await accepted(played, pair.after));
}

function result(played: Played, further: readonly Place[], offered: Walk['offered']): Walk {
  return { further: further.length, found: further.filter(place => played.isChanged(place)).length, offered };
}

async function accepted(played: Played, target: string): Promise<{ edit: NextEdit; isRight: boolean }[]> {
  const offered: { edit: NextEdit; isRight: boolean }[] = [];
  const dropped = new Map<string, number>();
  const dismissed = new Set<string>();
  const signal = new AbortController().signal;
  for (let wrong = 0; wrong < mostWrong && offered.length < mostPlaces;) {
    const edits = await predictNextEdits({ ...played.moment, dropped }, { breathe: async () => {} }, signal);
    const text = pictureOf(played.text);
    const edit = edits.find(each => dismissed.size === 0 || !dismissed.has(editKey(each, text)));
    if (!edit) break;
    const isRight = new VersionJudge(played.text, target).isRight(edit.edits);
    offered.push({ edit, isRight });
    wrong = isRight ? 0 : wrong + 1;
    if (isRight) played.make(edit.edits);
    else {
      dismissed.add(editKey(edit, text));
      dropped.set(edit.cause ?? '', (dropped.get(edit.cause ?? '') ?? 0) + 1);
    }
  }
  return offered;
}
