/**
 * Runs a program for as long as standard input is open: `leash.js PROGRAM ARGUMENTS...`. What has started this process need
 * not be there to end the program: when it dies, however it dies, standard input closes.
 */
import { spawn } from 'node:child_process';

/** What a program gets to end by itself, in ms. */
const patienceMs = 3_000;

const [program = '', ...rest] = process.argv.slice(2);
const child = spawn(program, rest, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });
child.once('error', error => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.once('exit', (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)));

const end = (): void => {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), patienceMs);
};
process.stdin.on('end', end).on('error', end).resume();
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
