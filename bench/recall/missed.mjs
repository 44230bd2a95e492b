// Where characters are missed on the calibration projects: what could have been shown is what the likeliest symbols spell as long
// as they are right.
import { followPlaces } from './followed.mjs';

/** Prints a table for each language: kinds of places, how many there are, and what is missed there for each place. */
export function tellMissed(engine, projects, priorOf) {
  for (const language of new Set(projects.map(project => project.language))) {
    const own = projects.filter(project => project.language === language);
    const places = own.flatMap(project => followPlaces(engine, project, priorOf(language)));
    const rows = {};
    for (const place of places) {
      const row = (rows[kindOf(place)] ??= { places: 0, kept: 0, missed: 0 });
      const could = Math.max(0, place.steps.findLast(({ right }) => right)?.characters ?? 0);
      const kept = place.rest.startsWith(place.shown) ? place.shown.length : 0;
      row.places++;
      row.kept += kept;
      row.missed += Math.max(0, could - kept);
    }
    for (const row of Object.values(rows)) {
      row.kept = Math.round((1000 * row.kept) / places.length) / 1000;
      row.missed = Math.round((1000 * row.missed) / places.length) / 1000;
      row.places = Math.round((1000 * row.places) / places.length) / 10;
    }
    console.log(`${language}: ${places.length} places; share of them, and characters for each of all`);
    console.table(rows);
  }
}

function kindOf({ steps, shown, rest }) {
  const [first] = steps;
  if (!first) return 'nothing recalled';
  if (shown === '') return first.right ? 'right at first, not shown' : 'wrong at first, not shown';
  if (rest.startsWith(shown)) return 'shown, right';
  return first.right ? 'shown, wrong further on' : 'shown, wrong at first';
}
