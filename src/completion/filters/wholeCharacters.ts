import type { Filter } from './filter';

/** Leaves off half a character (a lone surrogate) at the end: a stream may break anywhere. Idempotent. */
export const wholeCharacters: Filter = text => text.replace(/[\uD800-\uDBFF]+$/, '');
