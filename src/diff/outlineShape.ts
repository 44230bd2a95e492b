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
    const isText = fence !== undefined;
    if (!fence) fence = fenceAt(line);
    else if (closesFence(line, fence)) fence = undefined;
    const [, signs, title = ''] = (isText ? undefined : heading.exec(line.trimEnd())) ?? [];
    if (signs !== undefined) {
      around = [...around.filter(level => level < signs.length), signs.length];
      isOpen = false;
      return ' '.repeat(around.length - 1) + keyed(title);
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

const heading = /^ {0,3}(#{1,6})(?:\s+(.*?))??(?:\s+#+)?$/;

/** The same of settings with sections, `[name]`. @param shape what stands in them */
export function sectionShape(shape: readonly string[]): string[] {
  let isInside = false;
  return shape.map(line => {
    const name = /^(\[\[?[^\]]+\]\]?)\s*(?:[#;].*)?$/.exec(line)?.[1];
    if (name !== undefined) {
      isInside = true;
      return keyed(name);
    }
    // Both signs begin a comment; only the first one is known where the language is not.
    const plain = line.replace(/^(\s*);+\s*/, '$1# ');
    return isInside && plain !== '' && !plain.startsWith('#') ? ` ${plain}` : plain;
  });
}

/** The same of a component, whose code may stand as far to the left as the tag around it. @param shape what stands in them */
export function tagShape(shape: readonly string[]): string[] {
  /** What ends the tag around; empty outside of all. */
  let end = '';
  return shape.map(line => {
    if (end === '') {
      const tag = /^<(script|style|template)\b(?!.*<\/).*(?<!\/)>\s*$/.exec(line)?.[1];
      if (tag !== undefined) end = `</${tag}>`;
      return line;
    }
    if (line.startsWith(end)) end = '';
    return end === '' || line === '' ? line : ` ${line}`;
  });
}

function keyed(name: string): string {
  return `"${name.replaceAll(/["']/g, '')}":`;
}
