// @ts-check
import { inCache, inRoot } from '../lib/paths.mjs';

/**
 * What tests that type into a window have to know, as variables of their environment.
 * @param {import('./server.mjs').ServerHost} host
 * @param {string} browser path of the program
 */
export function e2eFacts(host, browser) {
  return {
    CODEX_SPARK_E2E: JSON.stringify({
      origin: host.origin,
      authority: host.authority,
      logs: host.logs,
      settingsFile: host.settingsFile,
      browser,
      pictures: inCache('e2e'),
      samples: inRoot('samples', 'workspace'),
    }),
  };
}
