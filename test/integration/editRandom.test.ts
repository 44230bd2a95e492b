import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editorRewrites } from '../support/diff/editorRewrites';
import { inStyleOf } from '../support/diff/inStyleOf';
import { DrivenGateway } from '../support/gateway/drivenGateway';
import { withDocument } from '../support/host/editing';
import { withUserSettings } from '../support/host/manners';
import { RandomEdit, type EditCase } from '../support/host/randomEdit';
import { withSettings } from '../support/network/editing';

/** So many edits are played, of all kinds together. `npm run soak -- --edits N` plays more. */
const edits = Number(process.env['CODEX_SPARK_EDITS'] ?? 40);

/** The same seed makes the same edits. */
const firstSeed = Number(process.env['CODEX_SPARK_EDITS_SEED'] ?? 20261123);

/** Of each kind so many of a hundred. */
const shares = { reviewed: 40, typedInto: 26, decidedMeanwhile: 17, undone: 17 };

/** One test plays at most so many, so that a long run says how far it is. */
const mostAtOnce = 100;

/** For the edits of one test: many times what they take on a busy machine. In ms. */
const patience = 300_000;

/** What the editor does besides edits takes time on every change, so it is off. */
const nothingElse = {
  'codexSpark.inline.enabled': false,
  'editor.bracketPairColorization.enabled': false,
  'editor.folding': false,
  'editor.guides.indentation': false,
  'editor.matchBrackets': 'never',
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.selectionHighlight': false,
  'editor.stickyScroll.enabled': false,
};

/** A text with a region: at the end of the file the region may lack its last line break. */
const cases = fc
  .record({
    rewrite: editorRewrites,
    behind: fc.constantFrom('\nbehind\n', 'behind', ''),
    eol: fc.constantFrom('\n' as const, '\n' as const, '\r\n' as const),
  })
  .map(({ rewrite: { original, rewritten }, behind, eol }): EditCase => ({
    before: 'above\n\n',
    original: behind === '' || original.endsWith('\n') ? original : `${original}\n`,
    rewritten: inStyleOf(original, rewritten),
    behind,
    eol,
  }));

/** Where the answer is cut into deltas, in thousandths of its length. */
const cuts = fc.uniqueArray(fc.nat(999), { maxLength: 4 }).map(all => all.sort((a, b) => a - b));

const outside = fc.record({ kind: fc.constant('outside' as const), at: fc.nat(999) });
const inside = fc.record({ kind: fc.constant('inside' as const), at: fc.nat(9999), newLine: fc.boolean() });
const undoRedo = fc.record({ kind: fc.constant('undoRedo' as const) });
type Deed =
  { kind: 'outside'; at: number } | { kind: 'inside'; at: number; newLine: boolean } | { kind: 'undoRedo' };

async function play(edit: RandomEdit, deed: Deed): Promise<void> {
  if (deed.kind === 'outside') await edit.typeOutside(deed.at);
  else if (deed.kind === 'inside') await edit.typeInside(deed.at, deed.newLine);
  else await edit.undoAndRedo();
}

/** Streams an answer in pieces, with a deed behind each piece but the last. */
async function stream(
  edit: RandomEdit,
  answer: string,
  at: readonly number[],
  between: (n: number) => Promise<void>,
): Promise<void> {
  const places = at.map(cut => Math.floor((cut * answer.length) / 1000));
  for (const [n, from] of [0, ...places].entries()) {
    await edit.stream(answer.slice(from, places[n] ?? answer.length));
    if (n < places.length) await between(n);
  }
}

/** A piece of work: so many edits from a seed. */
interface Batch {
  readonly runs: number;
  readonly seed: number;
  /** What its test is called besides; nothing for the first one of a kind. */
  readonly suffix: string;
}

function batches(share: number): readonly Batch[] {
  const runs = Math.max(1, Math.round((edits * share) / 100));
  return Array.from({ length: Math.ceil(runs / mostAtOnce) }, (_, n) => ({
    runs: Math.min(mostAtOnce, runs - n * mostAtOnce),
    seed: firstSeed + n,
    suffix: n === 0 ? '' : `, from seed ${firstSeed + n}`,
  }));
}

describe(`random edits in a document, ${edits} from seed ${firstSeed}`, function () {
  this.timeout(patience);
  let model: DrivenGateway;

  before(async () => {
    model = await DrivenGateway.start();
  });
  after(() => model.stop());

  /** Plays so many edits in one document, and sees to it that not only answers were played. */
  async function played<T>(
    { runs: numRuns, seed }: Batch,
    plan: fc.Arbitrary<T>,
    work: (edit: RandomEdit, plan: T) => Promise<void>,
  ): Promise<void> {
    let count = 0;
    let deeds = 0;
    await withSettings(model.settings, () =>
      withUserSettings(nothingElse, () =>
        withDocument('plaintext', '', ({ editor }) => {
          const edit = new RandomEdit(editor, model);
          return fc.assert(
            fc.asyncProperty(plan, async one => {
              await work(edit, one);
              count++;
              deeds += edit.deeds;
            }),
            { numRuns, seed, endOnFailure: true, includeErrorInReport: true },
          );
        }),
      ),
    );
    assert.equal(count, numRuns);
    assert.ok(deeds > 0, 'something was typed, decided or taken back');
  }
  const answerOf = ({ rewritten }: EditCase): string => rewritten.replace(/\n$/, '');

  for (const batch of batches(shares.reviewed))
    it(`end as the model wrote it, as it was, or as the hunks say, whatever is typed elsewhere${batch.suffix}`, () =>
      played(
        batch,
        fc.record({
          text: cases,
          cuts,
          typing: fc.array(fc.option(outside), { maxLength: 4 }),
          later: fc.array(fc.oneof(outside, undoRedo), { maxLength: 2 }),
          end: fc.oneof(
            fc.constantFrom('accept' as const, 'reject' as const),
            fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
          ),
        }),
        async (edit, { text, cuts, typing, later, end }) => {
          await edit.begin(text);
          await stream(edit, answerOf(text), cuts, async n => {
            const deed = typing[n];
            if (deed) await play(edit, deed);
          });
          await edit.end();
          for (const deed of later) await play(edit, deed);
          if (end === 'accept') await edit.acceptAll();
          else if (end === 'reject') await edit.rejectAll(true);
          else await edit.decideEach(end);
        },
      ));

  for (const batch of batches(shares.typedInto))
    it(`keep what is typed into them while they stream and afterwards${batch.suffix}`, () =>
      played(
        batch,
        fc.record({
          text: cases,
          cuts,
          typing: fc.array(fc.option(fc.oneof(outside, inside), { freq: 1 }), { maxLength: 2 }),
          later: fc.array(fc.oneof(outside, inside, inside, undoRedo), { maxLength: 4 }),
          accepts: fc.boolean(),
        }),
        async (edit, { text, cuts, typing, later, accepts }) => {
          await edit.begin(text);
          await stream(edit, answerOf(text), cuts, async n => {
            const deed = typing[n];
            if (deed) await play(edit, deed);
          });
          await edit.end();
          edit.check();
          for (const deed of later) await play(edit, deed);
          if (!accepts) await edit.rejectAll(false);
          else await edit.acceptAll();
        },
      ));

  for (const batch of batches(shares.decidedMeanwhile))
    it(`keep what was decided while they streamed${batch.suffix}`, () =>
      played(
        batch,
        fc.record({
          text: cases,
          cuts,
          places: fc.array(fc.nat(9999), { maxLength: 4 }),
          how: fc.constantFrom('acceptHunk' as const, 'rejectHunk' as const),
        }),
        async (edit, { text, cuts, places, how }) => {
          await edit.begin(text);
          await stream(edit, answerOf(text), cuts, async n => {
            const place = places[n];
            if (place !== undefined) await edit.decideAt(place, how);
          });
          await edit.end();
          // What is rejected is as it was, what is accepted is as the model wrote it: the rest follows.
          if (how === 'acceptHunk') await edit.acceptAll();
          else await edit.rejectAll(true);
        },
      ));

  for (const batch of batches(shares.undone))
    it(`are undone to the original, step by step${batch.suffix}`, () =>
      played(
        batch,
        fc.record({
          text: cases,
          cuts,
          typing: fc.array(fc.option(outside), { maxLength: 4 }),
          later: fc.array(fc.oneof(outside, inside), { maxLength: 3 }),
          rejects: fc.boolean(),
        }),
        async (edit, { text, cuts, typing, later, rejects }) => {
          await edit.begin(text, true);
          await stream(edit, answerOf(text), cuts, async n => {
            const deed = typing[n];
            if (deed) await play(edit, deed);
          });
          await edit.end();
          for (const deed of later) await play(edit, deed);
          if (rejects) await edit.rejectAll(false);
          await edit.undoEverything();
          assert.equal(await edit.open(), 0);
        },
      ));
});
