import type { Rewrite } from '../rewrite';
import type { JsSource } from './source';

/** One rule: what it finds it can prove to keep behaviour, under the limits that the documentation states. */
export interface JsRule {
  readonly id: string;
  find(source: JsSource): Rewrite[];
}
