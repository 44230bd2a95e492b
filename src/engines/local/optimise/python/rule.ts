import type { Rewrite } from '../rewrite';
import type { PySource } from './source';

/** One rule: what it finds it can prove to keep behaviour, under the limits that the documentation states. */
export interface PyRule {
  readonly id: string;
  find(source: PySource): Rewrite[];
}
