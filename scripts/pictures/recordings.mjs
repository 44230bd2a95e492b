// @ts-check
// What the replay engine answers in the pictures of the README, and the file that is rewritten there.

/** A function with more cases than anybody wants to read. */
const bands = /** @type {const} */ ([
  [500, 290],
  [1000, 390],
  [2000, 490],
  [5000, 690],
  [10000, 990],
]);

export const shipping = `/** What it costs to send a parcel, in cents. */
export function shippingCost(grams: number): number {
  let cost = 1690;
${bands
  .map(([grams, cost], index) => {
    const above = index === 0 ? '' : `grams > ${bands[index - 1]?.[0]} && `;
    return `  if (${above}grams <= ${grams}) {\n    cost = ${cost};\n  }\n`;
  })
  .join('')}  return cost;
}
`;

const asReturns = `/** What it costs to send a parcel, in cents. */
export function shippingCost(grams: number): number {
${bands.map(([grams, cost]) => `  if (grams <= ${grams}) {\n    return ${cost};\n  }\n`).join('')}  return 1690;
}
`;

const asTable = `const costs = [
${bands.map(([grams, cost]) => `  { upTo: ${grams}, cost: ${cost} },\n`).join('')}];

/** What it costs to send a parcel, in cents. */
export function shippingCost(grams: number): number {
  return costs.find(({ upTo }) => grams <= upTo)?.cost ?? 1690;
}
`;

export const comment = '/** The lightest item; undefined for an empty cart. */';

export const lightest = `export function lightest(items: readonly Item[]): Item | undefined {
  let best: Item | undefined;
  for (const item of items) {
    if (best === undefined || item.weight < best.weight) {
      best = item;
    }
  }
  return best;
}`;

const cheapest = `

/** The cheapest item; undefined for an empty cart. */
export function cheapest(items: readonly Item[]): Item | undefined {
  return items.toSorted((a, b) => a.price - b.price)[0];
}`;

export const asked = {
  rewrite: 'return as soon as the cost is known',
  redirect: 'make it a table',
  chat: 'How does the cart round its prices?',
  turn: 'only the code, please',
};

const explanation = `The cart does not round at all: every price is a whole number of **cents**.

- \`totalPrice\` multiplies the price of a line by its quantity and adds the lines up. Whole numbers stay whole.
- Rounding would be needed for a discount in per cent, or for a tax. Neither is there yet.

When one of them comes, round each line once, where it is calculated, and keep the total a plain sum. Then the invoice and the total agree.

To show an amount, divide by 100 only when the text is made, and leave the number of digits to the formatter, which knows how many of them a currency has.
`;

const onlyCode = `\`\`\`ts src/money.ts
const euros = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' });

export const shown = (cents: number): string => euros.format(cents / 100);
\`\`\`
`;

/** Entries of a replay file. */
export const answers = [
  { match: asked.turn, answer: onlyCode },
  { match: asked.chat, answer: explanation },
  { match: asked.redirect, answer: asTable },
  { match: asked.rewrite, answer: asReturns },
  { match: '/** The cheapest', answer: '' },
  { match: 'item.weight < best.weight', answer: cheapest },
  { match: `${comment}\n`, answer: lightest + cheapest },
  { answer: '' },
];
