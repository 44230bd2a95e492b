// @ts-check
// What the replay engine answers in the pictures of the README, and the file that is rewritten there.

/** What it costs to send a parcel, in cents: a function with more cases than anybody wants to read. */
const bands = /** @type {const} */ ([
  [250, 190],
  [500, 290],
  [1000, 390],
  [2000, 490],
  [5000, 690],
  [10000, 990],
  [20000, 1490],
]);

export const shipping = `export function shippingCost(grams: number): number {
  let cost = 1990;
${bands
  .map(([grams, cost], index) => {
    const above = index === 0 ? '' : `grams > ${bands[index - 1]?.[0]} && `;
    return `  if (${above}grams <= ${grams}) {\n    cost = ${cost};\n  }\n`;
  })
  .join('')}  return cost;
}
`;

const asReturns = `export function shippingCost(grams: number): number {
${bands.map(([grams, cost]) => `  if (grams <= ${grams}) {\n    return ${cost};\n  }\n`).join('')}  return 1990;
}
`;

const asTable = `const costs = [
${bands.map(([grams, cost]) => `  { upTo: ${grams}, cost: ${cost} },\n`).join('')}];

export function shippingCost(grams: number): number {
  return costs.find(({ upTo }) => grams <= upTo)?.cost ?? 1990;
}
`;

export const comment = '// The lightest item; undefined for an empty cart.';

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

### Where it would go wrong

1. A price that is kept as \`9.99\` is a binary fraction and not quite 9.99. Ten of them are not quite 99.90, and the invoice says so some day.
2. Rounding every step lets the error grow with the number of lines.
3. Rounding only the total can differ from the sum of the lines that the customer sees.

### What to test

- an empty cart, one line, and many lines with the same price
- a discount that does not divide evenly, such as a third
- a currency without digits behind the point, and one with three of them
- a total that is too large for 32 bits

All of these pass today, because nothing is divided before the amount is shown.
`;

const onlyCode = `\`\`\`ts src/money.ts
const euros = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' });

export const shown = (cents: number): string => euros.format(cents / 100);
\`\`\`
`;

/** Code of a rewrite as models write it. @param {string} code */
const fenced = code => `\`\`\`ts\n${code}\`\`\`\n`;

/** Entries of a replay file. */
export const answers = [
  { match: asked.turn, answer: onlyCode },
  { match: asked.chat, answer: explanation },
  { match: asked.redirect, answer: fenced(asTable) },
  { match: asked.rewrite, answer: fenced(asReturns) },
  { match: 'export function cheapest', answer: '' },
  { match: 'item.weight < best.weight', answer: cheapest },
  { match: `${comment}\n`, answer: lightest + cheapest },
  { answer: '' },
];
