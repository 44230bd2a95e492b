// @ts-check
import { Failure } from '../lib/failure.mjs';
import { findDesktop } from './desktop.mjs';

/**
 * @typedef {{ kind: 'desktop', source: import('./desktop.mjs').DesktopSource } | { kind: 'server', reason: string }} HostChoice
 */

/**
 * Which VS Code to use: the one `CODEX_SPARK_HOST` names, else the desktop one where it can be had, else the server.
 * @param {{ orInstalled?: boolean }} [options] whether `code` on the PATH will do
 * @returns {Promise<HostChoice>}
 */
export async function chooseHost({ orInstalled = false } = {}) {
  const wish = process.env['CODEX_SPARK_HOST'];
  if (wish === 'server') return { kind: 'server', reason: 'CODEX_SPARK_HOST says so' };
  if (wish !== undefined && wish !== '' && wish !== 'desktop') {
    throw new Failure(`CODEX_SPARK_HOST is "${wish}".`, 'Set it to desktop or server, or unset it.');
  }
  const found = await findDesktop({ orInstalled });
  if ('source' in found) return { kind: 'desktop', source: found.source };
  if (wish === 'desktop') {
    throw new Failure(
      `CODEX_SPARK_HOST asks for a desktop VS Code, but ${found.reason}.`,
      'Unset it to use the VS Code server from npm instead.',
    );
  }
  return { kind: 'server', reason: found.reason };
}
