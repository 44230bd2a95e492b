// @ts-check
// What may be in the package, and how much of it. No import.meta here: tests bundle this file.

/** Texts, pictures and code that runs everywhere. */
const everywhere = /\.(?:js|css|svg|png|webp|json|md|txt|d\.ts|xml|vsixmanifest)$/;

/** Budgets, in bytes: of the whole package, and of what is loaded when a window opens. */
export const budgets = { package: 2.5 * 1024 * 1024, atOnce: 256 * 1024 };

/**
 * @param {readonly string[]} names of the files in the package
 * @param {{ package: number, atOnce: number }} sizes in bytes
 * @returns {string | undefined} what is wrong with them, in one sentence
 */
export function packageProblem(names, sizes) {
  const odd = names.find(name => !everywhere.test(name.toLowerCase()));
  if (odd !== undefined)
    return `${odd} is in the package, which may not run, or be of use, on every platform.`;
  for (const [what, size, most] of /** @type {const} */ ([
    ['The package', sizes.package, budgets.package],
    ['What is loaded when a window opens (dist/extension.js)', sizes.atOnce, budgets.atOnce],
  ])) {
    if (size > most) return `${what} has ${size} bytes, more than ${most}.`;
  }
  return undefined;
}
