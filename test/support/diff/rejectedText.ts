import { before, type Review } from '../../../src/diff/review/review';

/** The region with every open hunk rejected. */
export const rejectedText = ({ segments, pending }: Review): string =>
  segments.map(before).join('') + pending;
