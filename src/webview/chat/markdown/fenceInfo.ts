import { fileInLine } from '../../../common/namedFile';

export { fenceInfo } from '../../../common/fenceInfo';

/** A path that stands alone in the line above a block: `` `src/a.ts`: `` or `**src/a.ts**`. */
export function pathInLine(text: string): string | undefined {
  return fileInLine(text.trim().split('\n').at(-1) ?? '');
}
