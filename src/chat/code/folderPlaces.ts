/** A folder of the workspace. */
export interface Folder<T> {
  readonly name: string;
  /** As text; what lies in the folder begins with it and `/`. */
  readonly address: string;
  readonly at: T;
}

/** A place in a folder: the parts of the path below it. */
export interface FolderPlace<T> {
  readonly at: T;
  readonly parts: readonly string[];
}

/** A path of a model, with `/` as separator and without `./`. */
export function plainPath(path: string): string {
  return path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
}

/** Where a path may lead: into each folder, whose name it may begin with. */
export function placesIn<T>(path: string, folders: readonly Folder<T>[]): FolderPlace<T>[] {
  const parts = plainPath(path).split('/');
  const [first, ...rest] = parts;
  return folders.flatMap(({ name, at }) => [
    { at, parts },
    ...(first === name && rest.length > 0 ? [{ at, parts: rest }] : []),
  ]);
}

/**
 * Where a new file goes: into the folder whose name its path begins with, where there are several; else into that of
 * the file at hand; else into the first.
 * @param atHand the address of that file
 */
export function placeForNew<T>(
  path: string,
  folders: readonly Folder<T>[],
  atHand: string | undefined,
): FolderPlace<T> | undefined {
  const parts = plainPath(path).split('/');
  const [first, ...rest] = parts;
  const named = folders.find(({ name }) => folders.length > 1 && name === first && rest.length > 0);
  if (named) return { at: named.at, parts: rest };
  const folder = folders.find(({ address }) => atHand?.startsWith(`${address}/`)) ?? folders[0];
  return folder && { at: folder.at, parts };
}
