import type { SymbolTable } from '../symbols';
import { heaviest, likeliest, type Votes } from '../votes';
import { evidence, weighed } from './evidence';
import { Features, type Situation } from './features';
import { chances, Network, readWeights } from './network';
import { freeWeights, wordWeights } from './weights';

/** A chance that needs no more evidence. */
const most = 0.9999;

/**
 * Mixes what places of several lengths of context say into one chance for each vote, by weights that were learnt on
 * the calibration projects (docs/local-engine.md). The chances of all votes and of none of them sum to one.
 */
export class Mixer {
  readonly features: Features;
  private scores = new Float64Array(64);
  private readonly free = new Network(readWeights(freeWeights));
  private readonly word = new Network(readWeights(wordWeights));

  constructor(private readonly table: SymbolTable) {
    this.features = new Features(table);
  }

  /** Sets the chance of each vote. */
  mix(votes: Votes, situation: Situation): void {
    const { list } = votes;
    if (list.length === 0) return;
    this.features.write(votes, situation);
    if (this.scores.length < list.length) this.scores = new Float64Array(2 * list.length);
    const network = situation.typed > 0 ? this.word : this.free;
    const none = network.score(this.features.rows, list.length, this.scores, this.features.identityOf);
    chances(this.scores, list.length, none);
    for (const [at, vote] of list.entries()) vote.chance = this.scores[at] ?? 0;
    this.weighEvidence(votes, situation);
  }

  /** Where the likeliest vote is the heaviest too, its chance is between that of the network and of the evidence. */
  private weighEvidence(votes: Votes, { typed, typedText }: Situation): void {
    const best = likeliest(votes);
    if (!best || best.count === 0 || best !== heaviest(votes) || best.chance >= most) return;
    const whole = typed > 0 && this.table.text(best.symbol) === typedText;
    const chance = weighed(best.chance, evidence(best, votes, typed, whole));
    const rest = (1 - chance) / (1 - best.chance);
    for (const vote of votes.list) vote.chance = vote === best ? chance : vote.chance * rest;
  }
}
