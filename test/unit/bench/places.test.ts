import assert from 'node:assert/strict';
import { allTakenOut, middleOf, placesOf, typedAt } from '../../../bench/live/places';

const block = (n: number): string =>
  `function name${n}(value) {\n  if (value === ${n}) {\n    say(value, "some text");\n    return;\n  }\n  say(value + ${n}, "other text");\n}\n\n`;
const text = Array.from({ length: 20 }, (_, n) => block(n)).join('');
const file = { name: 'a/a.js', project: 'a', language: 'javascript', text };

describe('places that are held out of a file', () => {
  const places = placesOf(file, 12);

  it('are always the same, and the file is whole with what was taken out', () => {
    assert.deepEqual(placesOf(file, 12), places);
    for (const { before, held, behind } of places) assert.equal(before + held + behind, text);
  });

  it('end with a statement or a block where they have more than a line', () => {
    const more = places.filter(({ held }) => held.includes('\n'));
    assert.ok(more.length > 0);
    for (const { held } of more)
      assert.equal(held.match(/\{/g)?.length ?? 0, held.match(/\}/g)?.length ?? 0, held);
  });

  it('hold nothing of each other', () => {
    for (const { before, behind } of allTakenOut(places)) assert.ok((before + behind).length < text.length);
    const [first, second] = allTakenOut(places);
    assert.ok(first && second);
    assert.ok(second.before.startsWith(first.before));
    assert.ok(first.before.length < second.before.length);
  });

  it('are typed line by line in the middle of a file', () => {
    const place = middleOf(file, 20);
    assert.equal(place.held.split('\n').length, 20);
    assert.equal(place.before + place.held + place.behind, text);
    const later = typedAt(place, place.held.slice(0, 30));
    assert.equal(later.before + later.held + later.behind, text);
  });
});
