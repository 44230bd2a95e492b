import type { SymbolTable } from '../symbols';
import { Prior, type PriorData } from './prior';

/** What is shipped of the languages of a family; undefined where there is nothing. */
export type LoadPrior = (family: number) => PriorData | undefined;

/** The priors of all families, each made when it is first needed. There are none until it is said where they come from. */
export class Priors {
  private readonly made = new Map<number, Prior | undefined>();
  private load: LoadPrior = () => undefined;

  constructor(private readonly table: SymbolTable) {}

  /** Asks here from now on. */
  use(load: LoadPrior): void {
    this.load = load;
    this.made.clear();
  }

  /** The prior of a family, if there is one. */
  of(family: number): Prior | undefined {
    if (!this.made.has(family)) {
      const data = this.load(family);
      this.made.set(family, data && new Prior(this.table, data));
    }
    return this.made.get(family);
  }
}
