/** How typing one file went. Counts, except where said. */
export interface Outcome {
  keys: number;
  requests: number;
  /** Requests of which nothing was ever on screen. */
  wasted: number;
  /** Those of the wasted ones that were asked at a mistake of the typing. */
  wastedAtMistakes: number;
  /** Keys at whose press the text on screen was, all of it, what is typed next. */
  right: number;
  /** The same of its first line. */
  rightLine: number;
  /** Keys at which what the model answers to that place is, all of it, what is typed next: as if nothing took time. */
  possible: number;
  /** The same of its first line. */
  possibleLine: number;
  /** Keys at whose press there was any text on screen. */
  shown: number;
  /** New texts on screen, grown ones and rests not counted. */
  paints: number;
  /** Paints whose first line is not what is typed next. */
  wrongPaints: number;
  /** Texts that still agreed with the typing and were replaced by another one. */
  replaced: number;
  /** Frames of 1/60 s without text, though the one shown before still agreed with the typing. */
  blankFrames: number;
  /** Up and down, of requests, answers and warm-ups. */
  bytes: number;
}

/** Nothing counted yet. */
export function none(): Outcome {
  return {
    ...{ keys: 0, requests: 0, wasted: 0, wastedAtMistakes: 0 },
    ...{ right: 0, rightLine: 0, possible: 0, possibleLine: 0, shown: 0 },
    ...{ paints: 0, wrongPaints: 0, replaced: 0, blankFrames: 0, bytes: 0 },
  };
}
