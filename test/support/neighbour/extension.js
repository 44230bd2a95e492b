// Another extension, which uses the API of this one as docs/extension-api.md says. What it got is what tests look at.
// @ts-check
'use strict';
const vscode = require('vscode');

/** @typedef {import('../../../codex-spark-live').ExtensionApi} ExtensionApi */

/**
 * What became of one call.
 * @typedef {object} Received
 * @property {readonly string[]} deltas
 * @property {string} [code] when it was fulfilled
 * @property {{ name: string, message: string }} [error] when it was rejected
 */

/**
 * @param {string} code
 * @param {import('../../../codex-spark-live').OptimizeOptions & { abortAfter?: number }} options `abortAfter`:
 *   as many deltas, then it loses interest
 * @returns {Promise<Received>}
 */
async function optimize(code, { abortAfter = Infinity, ...options }) {
  /** @type {vscode.Extension<ExtensionApi> | undefined} */
  const extension = vscode.extensions.getExtension('codex-spark-live.codex-spark-live');
  const spark = await extension?.activate();
  const session = await spark?.initializeSession();
  const controller = new AbortController();
  /** @type {string[]} */
  const deltas = [];
  try {
    const better = await session?.optimizeCode(code, {
      ...options,
      onDelta(text) {
        deltas.push(text);
        if (deltas.length >= abortAfter) controller.abort();
      },
      signal: controller.signal,
    });
    return { deltas, ...(better === undefined ? {} : { code: better }) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { deltas, error: { name, message } };
  }
}

/** @param {vscode.ExtensionContext} context */
const activate = context => {
  context.subscriptions.push(vscode.commands.registerCommand('neighbour.optimize', optimize));
};

module.exports = { activate };
