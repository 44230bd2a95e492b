import type { Item } from './catalogue';

/** What everything costs together, in cents. */
export function totalPrice(items: readonly Item[]): number {
  let total = 0;
  for (const item of items) {
    total += item.price * item.quantity;
  }
  return total;
}

/** What everything weighs together, in grams. */
export function totalWeight(items: readonly Item[]): number {
  let total = 0;
  for (const item of items) {
    total += item.weight * item.quantity;
  }
  return total;
}

/** What room everything takes together, in millilitres. */
export function totalVolume(items: readonly Item[]): number {
  let total = 0;
  for (const item of items) {
    total += item.volume * item.quantity;
  }
  return total;
}

/** The dearest item; undefined for an empty cart. */
export function dearest(items: readonly Item[]): Item | undefined {
  let best: Item | undefined;
  for (const item of items) {
    if (best === undefined || item.price > best.price) {
      best = item;
    }
  }
  return best;
}

/** The heaviest item; undefined for an empty cart. */
export function heaviest(items: readonly Item[]): Item | undefined {
  let best: Item | undefined;
  for (const item of items) {
    if (best === undefined || item.weight > best.weight) {
      best = item;
    }
  }
  return best;
}
