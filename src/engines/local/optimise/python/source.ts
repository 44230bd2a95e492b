import type { Layout } from '../layout';
import type { Extent } from '../setAside';
import { childrenOf, textOf, type ParsedText } from '../parsedText';
import type { PyNode } from './tree';

export { childrenOf, descendants, freshName, hasComment, textOf } from '../parsedText';

/** A parsed selection of Python. `code` is the selection in the wrapping that made it parse; offsets are in `code`. */
export interface PySource extends ParsedText {
  /** Where the selection begins and ends in `code`. */
  readonly start: number;
  readonly end: number;
  /** Whether the selection is indented, so that a function or a class may stand around it. */
  readonly inner: boolean;
  readonly layout: Layout;
  /** Names that code which could not be read may give another meaning. */
  readonly doubtful: ReadonlySet<string>;
  /** Where nothing may be changed. */
  readonly closed: readonly Extent[];
}

/** The statements of a `Body`, without its colon. */
export function statementsOf(body: PyNode): PyNode[] {
  return childrenOf(body).filter(child => child.name !== ':');
}

/** An expression without the parentheses around it. */
export function bare(node: PyNode): PyNode {
  const inner = node.name === 'ParenthesizedExpression' ? childrenOf(node)[1] : undefined;
  return inner ? bare(inner) : node;
}

/** What a `not` negates. */
export function negated(node: PyNode): PyNode | undefined {
  const [not, operand] = childrenOf(node);
  return node.name === 'UnaryExpression' && not?.name === 'not' ? operand : undefined;
}

/** Whether a node is the given name. */
export function isName(source: PySource, node: PyNode | undefined, name: string): boolean {
  return node?.name === 'VariableName' && textOf(source, node) === name;
}
