import type { Example } from './pattern';
import type { Token } from './tokens';

/** How far the line around a place agrees with that of an example. White space counts for nothing. */
export interface Agreement {
  /** How many tokens agree, counted from the change outwards. */
  readonly left: number;
  readonly right: number;
  /** Whether everything agrees up to the beginning and up to the end of the line. */
  readonly wholeLeft: boolean;
  readonly wholeRight: boolean;
  /** Whether the rest of the line is of the same shape: other words, the same signs. */
  readonly shapeLeft: boolean;
  readonly shapeRight: boolean;
  /** Whether it agrees with the nearest example as far as all examples do with each other. */
  readonly agrees: boolean;
}

/** The example that a place is most like, and how far it is. */
export function nearestOf(
  examples: readonly Example[],
  left: readonly Token[],
  right: readonly Token[],
): { readonly agreement: Agreement; readonly example: Example } {
  const [first, ...others] = examples;
  if (!first) throw new Error('A pattern has an example.');
  let best = { agreement: agreementOf(first, left, right), example: first };
  for (const example of others) {
    const agreement = agreementOf(example, left, right);
    if (agreement.left + agreement.right > best.agreement.left + best.agreement.right)
      best = { agreement, example };
  }
  const common = others.map(example => agreementOf(first, example.left, example.right));
  const [toLeft, toRight] = [
    Math.min(...common.map(each => each.left)),
    Math.min(...common.map(each => each.right)),
  ];
  const agrees = common.length === 0 || (best.agreement.left >= toLeft && best.agreement.right >= toRight);
  return { ...best, agreement: { ...best.agreement, agrees } };
}

function agreementOf(example: Example, left: readonly Token[], right: readonly Token[]): Agreement {
  const [a, b] = [example.left.filter(isVisible).reverse(), left.filter(isVisible).reverse()];
  const [c, d] = [example.right.filter(isVisible), right.filter(isVisible)];
  const [toLeft, toRight] = [commonStart(a, b), commonStart(c, d)];
  return {
    left: toLeft,
    right: toRight,
    wholeLeft: toLeft === a.length && toLeft === b.length,
    wholeRight: toRight === c.length && toRight === d.length,
    shapeLeft: isSameShape(a, b),
    shapeRight: isSameShape(c, d),
    agrees: true,
  };
}

function isSameShape(a: readonly Token[], b: readonly Token[]): boolean {
  return (
    a.length === b.length &&
    a.every((token, n) => token.kind === b[n]?.kind && (token.kind !== 'sign' || token.text === b[n]?.text))
  );
}

function commonStart(a: readonly Token[], b: readonly Token[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count]?.text === b[count]?.text) count++;
  return count;
}

function isVisible(token: Token): boolean {
  return token.kind !== 'space';
}
