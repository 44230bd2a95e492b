/**
 * What documents are called in a prompt: their paths without the folder that all of them share, and never without the name of
 * the file. Different documents have different names.
 * @param uris as texts
 */
export function shownPaths(uris: readonly string[]): ReadonlyMap<string, string> {
  const paths = uris.map(uri => ({ uri, parts: pathOf(uri).split('/') }));
  const [first, ...rest] = paths;
  let shared = 0;
  const most = Math.min(...paths.map(({ parts }) => parts.length - 1));
  while (shared < most && rest.every(({ parts }) => parts[shared] === first?.parts[shared])) shared++;
  const shown = new Map<string, string>();
  const taken = new Set<string>();
  for (const { uri, parts } of paths) {
    const path = parts.slice(shared).join('/') || 'untitled';
    let name = path;
    // Two schemes may have the same path.
    for (let n = 2; taken.has(name); n++) name = `${n}/${path}`;
    taken.add(name);
    shown.set(uri, name);
  }
  return shown;
}

function pathOf(uri: string): string {
  const path = uri.replace(/^[a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?/i, '').replace(/[?#].*$/, '');
  try {
    return decodeURIComponent(path).replaceAll(/[\r\n]/g, ' ');
  } catch {
    return path;
  }
}
