import { closesFence, fenceAt, type Fence } from '../common/fences';
import { isElision } from './elision';

/**
 * The structure of a text that headings divide, as that of code: a section stands inside of the one whose heading is of a higher level, and
 * its heading is the key that it is known by. What is in a block of code is no heading.
 */
export function headingShape(lines: readonly string[]): string[] {
  /** The levels of the headings around, which need not follow one another. */
  let around: number[] = [];
  let fence: Fence | undefined;
  let isOpen = false;
  return lines.map(line => {
    const opening = fence ? undefined : fenceAt(line);
    const isText = fence !== undefined || opening !== undefined;
    fence = fence && closesFence(line, fence) ? undefined : (fence ?? opening);
    const [, signs, title] = (isText ? undefined : heading.exec(line)) ?? [];
    if (signs !== undefined) {
      around = around.filter(level => level < signs.length);
      around.push(signs.length);
      isOpen = false;
      return ' '.repeat(around.length - 1) + keyed(title ?? '');
    }
    if (line.trim() === '' && !isText) {
      isOpen = false;
      return '';
    }
    const depth = ' '.repeat(around.length + (isOpen ? 1 : 0));
    isOpen = true;
    return depth + (!isText && isElision(line) ? line.trim() : '~');
  });
}

const heading = /^ {0,3}(#{1,6})\s+(.*?)[\s#]*$/;

/** The same of settings with sections, `[name]`. @param shape what stands in them */
export function sectionShape(shape: readonly string[]): string[] {
  let isInside = false;
  return shape.map(line => {
    const name = /^(\[\[?[^\]]+\]\]?)\s*(?:[#;].*)?$/.exec(line)?.[1];
    if (name !== undefined) {
      isInside = true;
      return keyed(name);
    }
    return isInside && line !== '' && !/^[#;]/.test(line) ? ` ${line}` : line;
  });
}

/** The same of a component, whose code may stand as far to the left as the tag around it. @param shape what stands in them */
export function tagShape(shape: readonly string[]): string[] {
  let tag: string | undefined;
  return shape.map(line => {
    if (tag !== undefined && line.startsWith(`</${tag}>`)) tag = undefined;
    const inside = tag !== undefined && line !== '' ? ` ${line}` : line;
    tag ??= /^<(script|style|template)\b[^>]*>\s*$/.exec(line)?.[1];
    return inside;
  });
}

function keyed(name: string): string {
  return `"${name.replaceAll(/["']/g, '')}":`;
}
