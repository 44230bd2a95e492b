// What is recalled at places spread evenly at random over a project, followed as long as it is right and has any chance,
// whatever would be shown of it.
import { priorsOf } from './evaluate.mjs';
import { chooseFiles, indexProject } from './samples.mjs';

const placesPerFile = 60;
const mostFiles = 24;

/** Steps are followed while something like the chance of all is above this. */
const floor = 0.05;

/**
 * Returns of each place { project, steps: [{ features, right, characters }], shown, rest }: the steps up to the first that is
 * wrong, what the engine would show there (where `shows` asks for that), and the text behind it.
 */
export function followPlaces(engine, project, prior, shows = true) {
  const indexed = indexProject(engine, project);
  const { table, encoder, library, masked } = indexed;
  const priors = priorsOf(engine, indexed, prior);
  let steps;
  let actual;
  const growing = (place, _table, _gate, most, typed) => {
    const path = new engine.StepPath(typed > 0);
    let chance = 1;
    let characters = -typed;
    for (let at = 0; at < most; at++) {
      const step = place.next(at === 0);
      if (!step) break;
      const text = table.text(step.symbol);
      const right = step.symbol === actual[at];
      if (right) characters += text.length + (step.symbol & 1);
      steps.push({ features: path.features(step, engine.isWord(text)), right, characters });
      chance *= step.confidence ** 0.5;
      if (!right || chance < floor) break;
      if (engine.isLineBreak(step.symbol)) place.brackets.endLine();
      else if (!place.brackets.take(text)) break;
      path.take(step);
      place.take(step.symbol);
    }
    return { steps: [], chance: 0 };
  };
  const following = new engine.Completer(table, encoder, engine.defaultGate, priors, growing);
  const showing = new engine.Completer(table, encoder, engine.defaultGate, priors);
  let seed = 20261123;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const places = [];
  for (const file of chooseFiles(indexed.files, mostFiles)) {
    masked.add(file.segment);
    for (let place = 0; place < placesPerFile; place++) {
      const at = Math.floor(random() * file.text.length);
      if (at < 200) continue;
      const prefix = file.text.slice(0, at);
      const style = engine.detectIndentStyle(prefix);
      const whole = prefix.replace(/[\p{ID_Continue}$]*$/u, '');
      actual = file.symbols.subarray(encoder.encode(whole, style).symbols.length);
      steps = [];
      const request = { family: 1, prefix, suffix: '', maxSymbols: 200 };
      following.complete(request, undefined, library);
      const shown = shows ? showing.complete(request, undefined, library).text : '';
      places.push({ project: project.name, steps, shown, rest: file.text.slice(at) });
    }
    masked.delete(file.segment);
  }
  return places;
}
