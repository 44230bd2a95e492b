/** Something the shop sells. */
export interface Item {
  readonly sku: string;
  readonly name: string;
  /** In cents. */
  readonly price: number;
  /** In grams. */
  readonly weight: number;
  /** In millilitres. */
  readonly volume: number;
  /** Paid back for the empty tin, in cents. */
  readonly deposit: number;
  readonly quantity: number;
}

export const catalogue: readonly Item[] = [
  { sku: 'tea-green', name: 'Green tea', price: 450, weight: 100, volume: 350, deposit: 0, quantity: 24 },
  { sku: 'tea-black', name: 'Black tea', price: 420, weight: 100, volume: 350, deposit: 0, quantity: 36 },
  { sku: 'tea-mint', name: 'Mint tea', price: 380, weight: 80, volume: 350, deposit: 0, quantity: 30 },
  { sku: 'coffee-whole', name: 'Whole beans', price: 890, weight: 500, volume: 1400, deposit: 25, quantity: 18 },
  { sku: 'coffee-ground', name: 'Ground coffee', price: 850, weight: 500, volume: 1100, deposit: 25, quantity: 12 },
];

/** The item of that number; undefined when the shop does not have it. */
export function findBySku(items: readonly Item[], sku: string): Item | undefined {
  return items.find(item => item.sku === sku);
}

/** The item of that name; undefined when the shop does not have it. */
export function findByName(items: readonly Item[], name: string): Item | undefined {
  return items.find(item => item.name === name);
}
