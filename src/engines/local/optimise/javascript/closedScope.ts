import type { Binding } from '@babel/traverse';
import type { JsSource } from './source';
import { endOf, startOf } from './source';

/**
 * Whether all uses of a name are in the selection: it belongs to a function or a block of it. What is declared
 * at the selection's outermost level may be used, or assigned, by code that was not selected.
 */
export function isClosed(source: JsSource, { scope }: Binding): boolean {
  const { block } = scope;
  return block.type !== 'Program' && startOf(block) >= source.start && !scope.path.isSwitchStatement();
}

/** Whether a name keeps the value of its declaration, as far as the selection shows. */
export function isNeverAssigned(
  source: JsSource,
  { constant, identifier: { name }, scope }: Binding,
): boolean {
  if (!constant || source.doubtful.has(name)) return false;
  const [start, end] = [startOf(scope.block), endOf(scope.block)];
  return !source.assigned.get(name)?.some(offset => offset >= start && offset < end);
}
