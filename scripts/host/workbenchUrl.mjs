// @ts-check
// No import.meta here: tests bundle this file.

/**
 * The address of a window with a folder, an extension under development, and perhaps a test suite.
 * @param {{ origin: string, authority: string }} host
 * @param {{ folder: string, extension?: string, tests?: string, file?: string }} what absolute paths; `tests` is a
 *   compiled module whose `run()` is called in the extension host, `file` is opened at once
 */
export function workbenchUrl(host, { folder, extension, tests, file }) {
  const remote = (/** @type {string} */ target) => `vscode-remote://${host.authority}${uriPath(target)}`;
  const payload = [
    ...(extension ? [['extensionDevelopmentPath', remote(extension)]] : []),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
    ...(file ? [['openFile', remote(file)]] : []),
  ];
  const address = `${host.origin}/?folder=${encodeURIComponent(uriPath(folder))}`;
  return payload.length === 0 ? address : `${address}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** @param {string} file */
function uriPath(file) {
  const slashed = file.replaceAll('\\', '/');
  return slashed.startsWith('/') ? slashed : `/${slashed}`;
}
