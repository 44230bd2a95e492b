import { lexisOf } from '../../common/code/lexis';
import type { CursorSnapshot } from '../snapshot';

type Place = Pick<CursorSnapshot, 'languageId' | 'prefix' | 'suffix'>;

/**
 * A place in a page or a component as the code it is: inside `<script>` and `<style>` the prefix begins behind the
 * tag, and the language is that of the code. Any other place is returned as it is.
 */
export function sectionAt<P extends Place>(place: P): P {
  if (lexisOf(place.languageId).kind !== 'markup') return place;
  const last = [...place.prefix.matchAll(tag)].at(-1);
  if (last) return last[0].startsWith('</') ? place : within(place, last[0], last.index + last[0].length);
  // The window may begin inside a section.
  const next = firstTag.exec(place.suffix)?.[0];
  return next?.startsWith('</') ? within(place, next, 0) : place;
}

function within<P extends Place>(place: P, tag: string, start: number): P {
  const languageId = /<\/?style/i.test(tag) ? 'css' : 'typescript';
  return { ...place, languageId, prefix: place.prefix.slice(start) };
}

const tag = /<\/?(?:script|style)\b[^<>]*>/gi;
const firstTag = /<\/?(?:script|style)\b/i;
