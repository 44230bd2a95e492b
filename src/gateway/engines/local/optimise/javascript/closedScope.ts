import type { Binding } from '@babel/traverse';
import type { JsSource } from './source';
import { startOf } from './source';

/**
 * Whether all uses of a name are in the selection: it belongs to a function or a block of it. What is declared
 * at the selection's outermost level may be used, or assigned, by code that was not selected.
 */
export function isClosed(source: JsSource, { scope }: Binding): boolean {
  const { block } = scope;
  return block.type !== 'Program' && startOf(block) >= source.start && !scope.path.isSwitchStatement();
}
