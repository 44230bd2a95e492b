import * as v from 'valibot';

/** Under this name a window remembers what a tour has made and not removed yet. */
export const leftKey = 'codexSpark.showMe.left';

/** The document that the tour plays in, and the file of the recording, as addresses. */
export const leftTour = v.object({ document: v.optional(v.string()), recording: v.string() });
