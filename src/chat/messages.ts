/**
 * The contract between the chat's two sides. The host (extension) owns the truth: conversations, transcript, queue,
 * context. The page renders it and asks for changes; it never changes the transcript by itself.
 *
 * **State and increments.** The page sends `ready` when it has loaded, was reloaded, or found that it missed
 * something; the host answers with one `state` and from then on sends increments. Every increment names what it
 * changes and is safe to receive twice. Deltas carry the offset at which they belong: a page that already has the
 * text ignores it, a page with a gap asks for the state again.
 *
 * Everything is plain JSON, crosses a process boundary, and is checked on arrival on both sides. Lengths and
 * offsets are in UTF-16 code units, times in ms, points in time in ms since 1970.
 */
export { limits } from './messages/limits';
export * from './messages/context';
export * from './messages/items';
export * from './messages/state';
export * from './messages/fromHost';
export * from './messages/fromPage';
