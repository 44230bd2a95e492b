/** Three JavaScript functions of a kind: a fourth is recalled from them. */
export const threeOfAKind = ['Price', 'Weight', 'Volume']
  .map(
    name => `export function total${name}(items) {
  let total = 0;
  for (const item of items) {
    total += item.${name.toLowerCase()} * item.quantity;
  }
  return total;
}
`,
  )
  .join('\n');
