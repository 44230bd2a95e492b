/**
 * A function that says the number of the line in which an offset stands, counted from 1. The text is gone through once, at the
 * first question.
 */
export function lineNumbers(text: string): (offset: number) => number {
  let starts: readonly number[] | undefined;
  return offset => {
    starts ??= startsOf(text);
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? Infinity) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

function startsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
