/** In how many orders `n` things can stand on a shelf. */
export function factorial(n: number): number {
  if (n <= 1) {
    return 1;
  }
  return n * factorial(n - 1);
}
