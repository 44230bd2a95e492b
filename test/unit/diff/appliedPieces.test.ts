import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitCode } from '../../../src/diff/fitCode';
import { indentOf } from '../../../src/common/code/indent';

/** Ways to define something by a name, with the way its body begins and ends; what may hold it comes first. */
interface Form {
  readonly head: (name: string) => string;
  readonly end: string;
  readonly holds: 'class' | 'branch' | 'list' | 'none';
}

const forms: readonly Form[] = [
  { head: name => `class ${name} {`, end: '}', holds: 'class' },
  { head: name => `describe('${name}', () => {`, end: '});', holds: 'branch' },
  { head: name => `if (is_${name}) {`, end: '}', holds: 'branch' },
  { head: name => `const ${name} = {`, end: '};', holds: 'list' },
];
const pieces: Readonly<Record<'class' | 'branch' | 'list', readonly Form[]>> = {
  class: [
    { head: name => `async ${name}(a, b = (c) => c) {`, end: '}', holds: 'none' },
    { head: name => `get ${name}(): () => void {`, end: '}', holds: 'none' },
    { head: name => `*${name}() {`, end: '}', holds: 'none' },
    { head: name => `#${name}(a) {`, end: '}', holds: 'none' },
    { head: name => `private ${name} = async () => {`, end: '};', holds: 'none' },
  ],
  branch: [
    { head: name => `function ${name}() {`, end: '}', holds: 'none' },
    { head: name => `const ${name} = (a) => {`, end: '};', holds: 'none' },
    { head: name => `it('${name}', async () => {`, end: '});', holds: 'none' },
  ],
  list: [
    { head: name => `${name}(a) {`, end: '},', holds: 'none' },
    { head: name => `${name}: (a) => {`, end: '},', holds: 'none' },
  ],
};

interface Holder {
  readonly holder: number;
  /** The form of each piece, and how many lines it has. */
  readonly pieces: readonly (readonly [form: number, lines: number])[];
  readonly gap: boolean;
}

const holders = fc.array(
  fc.record({
    holder: fc.nat(),
    pieces: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 4 }),
    gap: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);

/** The lines of a file, and where each of its pieces stands in it. */
function written(all: readonly Holder[]): {
  readonly lines: readonly string[];
  readonly places: readonly (readonly [start: number, end: number])[];
} {
  const lines = ["import { a } from 'a';", ''];
  const places: [number, number][] = [];
  for (const [outer, { holder, pieces: own, gap }] of all.entries()) {
    const around = forms[holder % forms.length];
    if (!around || around.holds === 'none') continue;
    lines.push(around.head(`Holder${outer}`));
    for (const [index, [form, count]] of own.entries()) {
      const of = pieces[around.holds];
      const piece = of[form % of.length];
      if (!piece) continue;
      if (gap && index > 0) lines.push('');
      places.push([lines.length, lines.length + count + 2]);
      lines.push(`  ${piece.head(`piece${outer}x${index}`)}`);
      for (let step = 0; step < count; step++) lines.push(`    step${outer}x${index}x${step}();`);
      lines.push(`  ${piece.end}`);
    }
    lines.push(around.end, '');
  }
  return { lines, places };
}

describe('applying one piece without its indentation', () => {
  it('changes it where it stands and nothing else', () =>
    fc.assert(
      fc.property(holders, fc.nat(), (all, choice) => {
        const { lines, places } = written(all);
        const [start, end] = places[choice % places.length] ?? [0, 0];
        const piece = lines.slice(start, end).toSpliced(1, 0, '    added();');
        const indent = indentOf(piece[0] ?? '').length;
        const block = piece.map(line => line.slice(indent));
        const after = [...lines.slice(0, start), ...piece, ...lines.slice(end)];
        assert.equal(fitCode(lines.join('\n'), block.join('\n')), after.join('\n'));
      }),
      { numRuns: 1_000, seed: 20 },
    ));
});
