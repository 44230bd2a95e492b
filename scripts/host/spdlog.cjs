// @ts-check
// Stands in for VS Code's native log writer (@vscode/spdlog), which needs a C++ compiler to install. Without it the
// server host would keep no logs and its Output view would stay empty. Same interface, plain files, no rotation.
const { appendFileSync, mkdirSync } = require('node:fs');
const path = require('node:path');

const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
  /**
   * @param {string} _type
   * @param {string} _name
   * @param {string} file
   */
  constructor(_type, _name, file) {
    this.file = file;
    this.level = 0;
    this.plain = false;
  }

  /**
   * @param {number} level
   * @param {string} message
   */
  write(level, message) {
    if (level < this.level) return;
    const time = new Date();
    const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
    const stamp = local.toISOString().replace('T', ' ').replace('Z', '');
    try {
      appendFileSync(this.file, this.plain ? message : `${stamp} [${names[level]}] ${message}\n`);
    } catch {
      // A log that cannot be written must not stop the program that writes it.
    }
  }

  /** @param {string} message */
  trace(message) {
    this.write(0, message);
  }

  /** @param {string} message */
  debug(message) {
    this.write(1, message);
  }

  /** @param {string} message */
  info(message) {
    this.write(2, message);
  }

  /** @param {string} message */
  warn(message) {
    this.write(3, message);
  }

  /** @param {string} message */
  error(message) {
    this.write(4, message);
  }

  /** @param {string} message */
  critical(message) {
    this.write(5, message);
  }

  getLevel() {
    return this.level;
  }

  /** @param {number} level */
  setLevel(level) {
    this.level = level;
  }

  setPattern() {
    this.plain = false;
  }

  clearFormatters() {
    this.plain = true;
  }

  flush() {}

  drop() {}
}

/**
 * @param {string} name
 * @param {string} file
 */
async function createLogger(name, file) {
  mkdirSync(path.dirname(file), { recursive: true });
  return new Logger('rotating', name, file);
}

// One by one, so that an ES module that imports this sees the names.
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
