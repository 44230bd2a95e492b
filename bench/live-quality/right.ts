import type { CorpusFile } from '../live/corpus';
import { allTakenOut, placesOf } from '../live/places';
import type { Table } from '../support/report';
import { oursShown } from './ours';
import { scored } from './score';

/** Places of each file; no model is asked, so that there can be many. */
const perFile = 12;

/**
 * What is left of a right answer: at each place just what stood there passes the cut into pieces and the filters. What they take away of it, they
 * would take away of a good model's answers.
 */
export function rightTable(files: readonly CorpusFile[]): Table {
  const places = files.flatMap(file => allTakenOut(placesOf(file, perFile)));
  const kept = places.map(place => scored(place, oursShown(place, place.held)).kept);
  const whole = places.filter(({ held }, at) => held.trimEnd().length <= (kept[at] ?? 0));
  const length = places.reduce((sum, { held }) => sum + held.length, 0);
  const share = (100 * kept.reduce((sum, each) => sum + each, 0)) / length;
  return {
    title: 'What is shown of a right answer',
    columns: ['places', 'shown whole', 'characters', 'shown, %'],
    rows: [[places.length, whole.length, length, share.toFixed(2)]],
    notes: [],
  };
}
