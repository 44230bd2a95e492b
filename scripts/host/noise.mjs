// @ts-check
// Lines that a VS Code without internet writes about itself and its built-in extensions.

const noise = [
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED.*(gallery|marketplace|telemetry)/i,
  /open-vsx|marketplace|gallery|telemetry|vscode-cdn|extensions?\.\w*control/i,
  /github[-.]?(authentication|copilot)|\bcopilot\b|microsoft-authentication/i,
  /spdlog|kerberos|native-watchdog|@vscode\/sqlite3|node-pty|deviceid|policy-watcher/i,
  /DeprecationWarning|ExperimentalWarning|--trace-(deprecation|warnings)|punycode/,
  /^\s*$/,
];

/**
 * Whether a line says nothing about the extension under development.
 * @param {string} line
 */
export const isNoise = line => noise.some(pattern => pattern.test(line));
