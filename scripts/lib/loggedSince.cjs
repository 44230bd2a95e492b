// @ts-check
// What the extension logged while a test ran that failed: of a fault that comes once in fifty runs it is all there is.
const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs');
const path = require('node:path');

const channel = 'Codex Spark Live.log';

/** A line of the log begins with its time, in the time zone of the machine. */
const timed = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}\.\d{3}) /;

/**
 * The last lines of the extension's logs since a moment, those of all windows one after the other.
 * @param {string} logs the host's folder of logs
 * @param {number} since in ms since 1970
 * @param {number} [most] how many lines
 * @returns {string[]}
 */
function loggedSince(logs, since, most = 25) {
  if (!existsSync(logs)) return [];
  return readdirSync(logs, { recursive: true, encoding: 'utf8' })
    .filter(file => path.basename(file) === channel)
    .map(file => path.join(logs, file))
    .filter(file => statSync(file).mtimeMs >= since)
    .flatMap(file => linesSince(readFileSync(file, 'utf8'), since))
    .slice(-most);
}

/**
 * @param {string} text
 * @param {number} since
 */
function linesSince(text, since) {
  const lines = text.trimEnd().split('\n');
  const first = lines.findIndex(line => {
    const [, date, time] = timed.exec(line) ?? [];
    return date !== undefined && new Date(`${date}T${time}`).getTime() >= since;
  });
  return first < 0 ? [] : lines.slice(first);
}

module.exports = { loggedSince };
