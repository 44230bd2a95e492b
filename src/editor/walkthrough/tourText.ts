/**
 * The file of the tour and what was recorded for it: what a person types there and asks for, and what is answered. VS Code
 * names the tab after the first line.
 */

/** Up to where the tour begins to type. */
export const tourStart = `// A recording: no model answers, and nothing of this is kept. Esc stops it.

/** What a thermometer said. */
interface Reading {
  readonly place: string;
  readonly celsius: number;
}

/** The mean of some values. */
export function mean(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total / values.length;
}

`;

/** What is typed there. */
export const typedComment = '// The middle value: half of them are smaller.\n';

/** The function that is rewritten: what stands in the file, and the two ways in which it is put. */
const bands: readonly (readonly [below: number, word: string])[] = [
  [-30, 'bitter'],
  [-20, 'arctic'],
  [-10, 'freezing'],
  [0, 'frosty'],
  [5, 'cold'],
  [10, 'chilly'],
  [15, 'cool'],
  [20, 'mild'],
  [24, 'pleasant'],
  [28, 'warm'],
  [32, 'hot'],
  [38, 'sweltering'],
];
const head = `/** How warm it was, in a word. */
export function inWords(reading: Reading): string {
`;

/** The function that is rewritten, as it stands in the file. */
export const rewrittenFunction = `${head}  let word = 'unbearable';
${bands
  .map(([below, word], index) => {
    const from = bands[index - 1]?.[0];
    const above = from === undefined ? '' : `reading.celsius >= ${from} && `;
    return `  if (${above}reading.celsius < ${below}) {
    word = '${word}';
  }
`;
  })
  .join('')}  return reading.place + ': ' + word;
}
`;

/** What stands behind the place where the tour types. */
export const tourEnd = `

${rewrittenFunction}`;

const asReturns = `${head}  const { place, celsius } = reading;
${bands
  .map(
    ([below, word]) => `  if (celsius < ${below}) {
    return \`\${place}: ${word}\`;
  }
`,
  )
  .join('')}  return \`\${place}: unbearable\`;
}
`;

const asTable = `const words: readonly (readonly [below: number, word: string])[] = [
${bands.map(([below, word]) => `  [${below}, '${word}'],\n`).join('')}];

${head}  const { place, celsius } = reading;
  const found = words.find(([below]) => celsius < below);
  return \`\${place}: \${found?.[1] ?? 'unbearable'}\`;
}
`;

/** How the rewrite is asked for, and what it is told midway. */
export const rewriteInstruction = 'Return as soon as the word is known';
export const redirectInstruction = 'Make it a table';

/** What the chat is asked, and what it is told midway. */
export const question = 'How do I round a price to two digits?';
export const turn = 'Only the code, please';

const median = `export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const above = sorted[middle] ?? NaN;
  if (sorted.length % 2 === 1) return above;
  const below = sorted[middle - 1] ?? NaN;
  return (below + above) / 2;
}`;

const spread = `

export function spread(values: readonly number[]): number {
  const least = Math.min(...values);
  const most = Math.max(...values);
  return most - least;
}`;

const explanation = [
  'A price is best kept in whole cents, so that there is nothing to round until it is shown.',
  '',
  '## Why not at once',
  '',
  'Numbers in JavaScript are binary fractions. Most decimal fractions have no exact binary form, so a sum of prices is off by a',
  'tiny amount, and rounding it in every step lets these amounts grow. With cents as integers every sum is exact, up to',
  '90 trillion of them, and only the last step turns them into text.',
  '',
  '## Ways to round',
  '',
  '1. **`toFixed(2)`** makes text with two digits. It is the shortest way for something that is only shown. It rounds what the',
  '   binary fraction really is, so that `(1.005).toFixed(2)` is `1.00`: the number is a little less than it looks.',
  '2. **`Math.round(price * 100) / 100`** makes a number again. It rounds halves up, also below zero, where many expect them to',
  '   go away from zero.',
  '3. **`Intl.NumberFormat`** rounds and writes the amount the way the reader is used to, with the sign of the currency and the',
  '   separators of the language. It can also be told to round halves to the even digit, as banks do.',
  '',
  '## What to watch',
  '',
  '- A total of rounded lines and a rounded total are not always the same. Decide which of them is on the invoice.',
  '- Taxes are rounded by law in many countries, some of them by line and some by invoice.',
  '- A discount in per cent is a third place where something is rounded; say where, and test it.',
  '',
  '## In code',
  '',
  'Keep cents wherever you calculate, and let one function make the text. Nothing else in the program then has to know how many',
  'digits a currency has; some have none, and some have three.',
  '',
].join('\n');

const onlyCode = `\`\`\`ts
const euros = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' });

export const shown = (cents: number): string => euros.format(cents / 100);
\`\`\`
`;

/** Code of a rewrite as models write it. */
const fenced = (code: string): string => `\`\`\`ts\n${code}\`\`\`\n`;

/** The recording as the replay engine reads it: the first entry whose text is in the newest message answers. */
export const recordedAnswers: readonly { readonly match?: string; readonly answer: string }[] = [
  { match: turn, answer: onlyCode },
  { match: question, answer: explanation },
  { match: redirectInstruction, answer: fenced(asTable) },
  { match: rewriteInstruction, answer: fenced(asReturns) },
  // Something else is typed in place of the rest of the name.
  { match: 'export function e', answer: '' },
  { match: 'export function spread', answer: '' },
  { match: 'return (below + above) / 2;', answer: spread },
  { match: typedComment, answer: median + spread },
  { answer: '' },
];
