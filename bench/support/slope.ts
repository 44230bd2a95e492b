/** A value measured at a place, such as bytes after so many keys. */
export type Point = readonly [x: number, y: number];

/**
 * By how much y grows for each 1 of x: the median of the slopes of all pairs (Theil and Sen), which single outliers do
 * not move. NaN when there are no two points with different x.
 */
export function slope(points: readonly Point[]): number {
  const slopes = points
    .flatMap(([x, y], index) =>
      points.slice(index + 1).map(([laterX, laterY]) => (laterY - y) / (laterX - x)),
    )
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const middle = slopes.length / 2;
  const [low = NaN, high = NaN] = [slopes[Math.ceil(middle) - 1], slopes[Math.floor(middle)]];
  return (low + high) / 2;
}
