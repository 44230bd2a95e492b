/** What was measured on the way: printed beside the tests, never judged. */
export function figure(name: string, value: string): void {
  console.log(`      ${name}: ${value}`);
}
