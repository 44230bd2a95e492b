import { t } from '../../common/l10n';

/**
 * A file to try the extension in, for somebody who has no project open and no model connected: the embedded engine recalls
 * from it what comes next, and rewrites one of its functions by a rule. Up to where the cursor is put; VS Code names the
 * tab after the first line.
 */
export const scratchText = `// ${t('Codex Spark Live: a scratch file')}
// ${t('Nothing of it is saved, and nothing has to run.')}

interface Item {
  readonly quantity: number;
  readonly price: number;
  readonly weight: number;
  readonly volume: number;
  readonly deposit: number;
}

/** ${t('What everything costs together, in cents.')} */
export function totalPrice(items: readonly Item[]): number {
  let total = 0;
  for (const item of items) {
    total += item.price * item.quantity;
  }
  return total;
}

/** ${t('What everything weighs together, in grams.')} */
export function totalWeight(items: readonly Item[]): number {
  let total = 0;
  for (const item of items) {
    total += item.weight * item.quantity;
  }
  return total;
}

/** ${t('How much space everything takes together, in millilitres.')} */
export function totalVolume(items: readonly Item[]): number {
  let total = 0;
  for (const item of items) {
    total += item.volume * item.quantity;
  }
  return total;
}

// ${t('The next edit: change the first "width" below to "breadth" and rest. Tab goes to its other place, Tab changes it, Esc drops it.')}
export function area(width: number, height: number): number {
  return width * height;
}

// ${t('A rewrite: put the cursor into this function and run "Codex Spark: Optimize Selection".')}
export function factorial(n: number): number {
  if (n <= 1) return 1;
  return n * factorial(n - 1);
}

// ${t('Completing: Tab takes what is shown. Or type something else: your typing always wins.')}
export function totalDeposit(items: readonly Item[]): number {
  `;

/** What stands behind the cursor. */
export const scratchEnd = `
}
`;
