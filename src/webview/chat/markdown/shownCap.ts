/** Beyond this an answer is kept but not drawn: a page of a million nodes helps nobody. UTF-16 units. */
export const shownCap = 1_000_000;
