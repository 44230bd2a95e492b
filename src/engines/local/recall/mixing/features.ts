import { isCloser } from '../brackets';
import { singleOrder } from '../contextIndex';
import { countPlaces, type Searchable } from '../searchable';
import type { PriorSummary } from '../prior/prior';
import { isLineBreak, type SymbolTable } from '../symbols';
import { gapKinds, type GapCounts } from './gaps';
import { Identities, identityCount } from './identity';
import type { OpenBlocks } from '../openBlocks';
import { levels, newestLevels, type Vote, type Votes } from '../votes';

/** What is known of the place that is predicted, beside the votes. */
export interface Situation {
  /** The symbol before it. */
  readonly previous: number;
  /** Length of the part of a word that the votes had to begin with, 0 if they were free. */
  readonly typed: number;
  /** That part. */
  readonly typedText: string;
  /** The closer that is due next, empty when none is. */
  readonly due: string;
  /** Whether a quote is open. */
  readonly quoted: boolean;
  /** The current file. */
  readonly current: Searchable;
  /** What follows contexts with gaps in the current file, and the hashes of those of the place. */
  readonly gapCounts: GapCounts | undefined;
  readonly gaps: Int32Array;
  /** The symbol before the previous one. */
  readonly beforePrevious: number;
  /** Symbols since the line began. */
  readonly within: number;
  /** Brackets that are open. */
  readonly depth: number;
  /** Whether the line is a comment, as far as can be told. */
  readonly comment: boolean;
  /** What the prior gives the likeliest, how long its context is, and what it gives names that it does not know. */
  readonly prior: PriorSummary;
  readonly family: number;
  /** What stands in the blocks that are open. */
  readonly openBlocks: OpenBlocks;
}

/** How many numbers describe the place alone: the last ones, which stand in the first row only. */
export const placeCount = 22 + 2 * identityCount;

/** How many tell of a vote whether it followed last, and whether it stands in open blocks. */
const standingCount = newestLevels.length + 3;

/** How many numbers describe a vote at its place. */
export const featureCount = 47 + gapKinds + standingCount + identityCount + placeCount;

/** Weight that stands for everything never seen. */
const unseenWeight = 20;

const kinds = 5;

/** Writes what the chance of each vote is computed from, one row of `featureCount` numbers a vote. */
export class Features {
  rows = new Float32Array(featureCount * 64);
  /** Of each row which identity its vote has, -1 for none: the same as those of its numbers say, to be found at once. */
  identityOf = new Int16Array(64);
  private readonly nearTotal = new Float64Array(levels.length);
  private readonly farTotal = new Float64Array(levels.length);
  private readonly place = new Float32Array(placeCount);

  /** The newest of the places of all votes. */
  private readonly newest = new Float64Array(newestLevels.length);
  private readonly gapTotals = new Float64Array(gapKinds);
  private readonly identities: Identities;

  constructor(private readonly table: SymbolTable) {
    this.identities = new Identities(table);
  }

  write(votes: Votes, situation: Situation): void {
    const { list } = votes;
    if (this.rows.length < list.length * featureCount) {
      this.rows = new Float32Array(2 * list.length * featureCount);
      this.identityOf = new Int16Array(2 * list.length);
    }
    this.sumUp(votes, situation);
    for (const [kind, hash] of situation.gaps.entries())
      this.gapTotals[kind] = hash === 0 ? 0 : (situation.gapCounts?.all(hash) ?? 0);
    this.newest.fill(0);
    for (const { newest } of list)
      for (let each = 0; each < newest.length; each++)
        this.newest[each] = Math.max(this.newest[each] ?? 0, newest[each] ?? 0);
    this.rows.set(this.place, featureCount - placeCount);
    let [first, second] = [0, 0];
    let [firstExact, secondExact] = [0, 0];
    for (const { likeness, longest } of list) {
      if (likeness > first) [first, second] = [likeness, first];
      else if (likeness > second) second = likeness;
      if (longest > firstExact) [firstExact, secondExact] = [longest, firstExact];
      else if (longest > secondExact) secondExact = longest;
    }
    for (let at = 0; at < list.length; at++) {
      const vote = list[at];
      if (!vote) continue;
      const rival = vote.likeness === first ? second : first;
      const rivalExact = vote.longest === firstExact ? secondExact : firstExact;
      this.writeRow(at * featureCount, vote, votes, situation, rival, rivalExact);
    }
  }

  /** What is the same for each vote. */
  private sumUp(
    { list, total }: Votes,
    { previous, typed, quoted, prior, beforePrevious, within, depth, comment }: Situation,
  ): void {
    const { nearTotal, farTotal, place, table } = this;
    nearTotal.fill(0);
    farTotal.fill(0);
    let longest = 0;
    let likeness = 0;
    for (const vote of list) {
      let near = 0;
      let far = 0;
      for (let level = levels.length - 1; level >= 0; level--) {
        near += vote.near[level] ?? 0;
        far += vote.far[level] ?? 0;
        nearTotal[level] = (nearTotal[level] ?? 0) + near;
        farTotal[level] = (farTotal[level] ?? 0) + far;
      }
      if (vote.longest > longest) longest = vote.longest;
      if (vote.likeness > likeness) likeness = vote.likeness;
    }
    place.fill(0);
    place[0] = 1;
    place[1] = Math.log(total + 1) / 5;
    place[2] = Math.log2(longest + 1) / 3;
    place[3] = Math.log2(likeness + 1) / 3;
    place[4] = Math.log(list.length + 1) / 2;
    place[5] = Math.log((nearTotal[2] ?? 0) + 1) / 3;
    place[6] = Math.log((farTotal[2] ?? 0) + 1) / 3;
    place[7] = Math.min(typed, 6) / 3;
    place[8] = quoted ? 1 : 0;
    place[9 + kindOf(table, previous)] = 1;
    place[14] = prior.most;
    place[15] = prior.length / 5;
    place[16] = prior.names;
    place[17] = Math.log(within + 1) / 3;
    place[18] = within === 0 ? 1 : 0;
    place[19] = Math.min(depth, 4) / 4;
    place[20] = comment ? 1 : 0;
    place[21] = prior.present ? 1 : 0;
    const one = this.identities.of(previous);
    if (one >= 0) place[22 + one] = 1;
    const two = this.identities.of(beforePrevious);
    if (two >= 0) place[22 + identityCount + two] = 1;
  }

  private writeRow(
    start: number,
    vote: Vote,
    { total }: Votes,
    { previous, typed, typedText, due, current, family, gapCounts, gaps, openBlocks }: Situation,
    rival: number,
    rivalExact: number,
  ): void {
    const { rows, table } = this;
    let at = start;
    let near = 0;
    let far = 0;
    for (let level = levels.length - 1; level >= 0; level--) {
      near += vote.near[level] ?? 0;
      far += vote.far[level] ?? 0;
      rows[at++] = share(near, this.nearTotal[level] ?? 0);
      rows[at++] = share(far, this.farTotal[level] ?? 0);
    }
    const part = Math.min(0.9999, vote.weight / (total + unseenWeight));
    rows[at++] = part <= 0 ? -3 : Math.max(-3, Math.log(part / (1 - part)) / 3);
    rows[at++] = total <= 0 ? 0 : vote.weight / total;
    rows[at++] = Math.log(vote.weight + 1) / 4;
    rows[at++] = Math.log(vote.most + 1) / 4;
    rows[at++] = Math.log2(vote.longest + 1) / 3;
    rows[at++] = Math.log2(vote.likeness + 1) / 3;
    rows[at++] = clamp((vote.likeness - rival) / 6);
    rows[at++] = clamp((vote.longest - rivalExact) / 4);
    rows[at++] = Math.log(vote.count + 1) / 2;
    rows[at++] = vote.count === 1 ? 1 : 0;
    rows[at++] = vote.count === 0 ? 1 : 0;
    rows[at++] = vote.here > 0 ? 1 : 0;
    rows[at++] = vote.renamed ? 1 : 0;
    rows[at++] = vote.source.name === 'workspace' ? 1 : 0;
    const distance = this.distance(vote.symbol, current, family);
    rows[at++] = distance < 0 ? 1 : 0;
    rows[at++] = distance < 0 ? 0 : Math.log2(distance + 1) / 8;
    rows[at++] = vote.recent === 0 ? 0 : 1 / vote.recent;
    rows[at++] = vote.recent === 0 ? 0 : 1;
    rows[at++] = Math.log(vote.standing + 1) / 2;
    const kind = kindOf(table, vote.symbol);
    for (let each = 0; each < kinds; each++) rows[at++] = each === kind ? 1 : 0;
    const text = table.text(vote.symbol);
    const closes = isCloser(text);
    rows[at++] = closes && text === due ? 1 : 0;
    rows[at++] = closes && text !== due ? 1 : 0;
    rows[at++] = vote.symbol >> 1 === previous >> 1 ? 1 : 0;
    rows[at++] = typed > 0 && text === typedText ? 1 : 0;
    rows[at++] = (vote.symbol & 1) === 1 ? 1 : 0;
    for (let kind = 0; kind < gapKinds; kind++) {
      const hash = gaps[kind] ?? 0;
      const all = this.gapTotals[kind] ?? 0;
      rows[at++] = all === 0 ? 0 : share(gapCounts?.of(hash, vote.symbol >> 1) ?? 0, all);
    }
    rows[at++] = vote.prior > 0 ? 1 : 0;
    rows[at++] = vote.prior > 0 ? 2 + Math.log(vote.prior) / 2 : 0;
    rows[at++] = vote.priorLength / 5;
    rows[at++] = vote.usual > 0 ? 2 + Math.log(vote.usual) / 5 : -1;
    for (let each = 0; each < newestLevels.length; each++) {
      const last = vote.newest[each] ?? 0;
      rows[at++] = last > 0 && last === this.newest[each] ? 1 : 0;
    }
    const open = openBlocks.openAt(vote.symbol >> 1);
    rows[at++] = open > 0 ? 1 : 0;
    rows[at++] = open > 0 ? Math.log2(open) / 8 : 0;
    rows[at++] = openBlocks.isClosed(vote.symbol >> 1) ? 1 : 0;
    const identity = this.identities.of(vote.symbol);
    rows.fill(0, at, at + identityCount);
    if (identity >= 0) rows[at + identity] = 1;
    this.identityOf[start / featureCount] = identity;
  }

  /** How many symbols ago a text stood in the current file last; -1 when it did not. */
  private distance(symbol: number, current: Searchable, family: number): number {
    const { first } = countPlaces(current, singleOrder, family, symbol >> 1, 1);
    return first < 0 ? -1 : current.length - first;
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.log((part + 0.1) / (whole + 0.3)) / 2 + 1;
}

function clamp(value: number): number {
  return Math.max(-1, Math.min(1, value));
}

/** 0 for names, 1 for keywords, 2 for line breaks, 3 for numbers, 4 for the rest. */
function kindOf(table: SymbolTable, symbol: number): number {
  if (isLineBreak(symbol)) return 2;
  return table.kind(symbol >> 1);
}
