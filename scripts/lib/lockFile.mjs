// @ts-check
// No import.meta here: tests bundle this file.

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry> }} Lock
 */

/**
 * Compares a lock file with npm's record of what it installed.
 * @param {Lock} wanted
 * @param {Lock} installed
 * @returns {string | undefined} the first package that is missing or of another version
 */
export function firstDifference(wanted, installed) {
  for (const [where, entry] of Object.entries(wanted.packages)) {
    if (where === '') continue;
    const found = installed.packages[where];
    // Packages for other platforms are in the lock file, yet rightly not installed.
    if (!found && (entry.optional ?? entry.devOptional)) continue;
    if (found?.version !== entry.version) return `${where.replace(/^.*node_modules\//, '')} changed`;
  }
  return undefined;
}
