/**
 * The value at or below which a share of the sample lies (nearest rank); undefined for an empty sample.
 * @param share in (0, 1]
 */
export function percentile(sample: readonly number[], share: number): number | undefined {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
