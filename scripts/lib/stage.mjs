// @ts-check
// Several things run at once, and each of them speaks in one piece: one has the console and is heard at once, the
// others are heard when their turn comes.
import { AsyncLocalStorage } from 'node:async_hooks';
import { format } from 'node:util';

/** @typedef {{ lines: string[], done: boolean }} Act what one of them has said and was not heard of yet */

/** @type {AsyncLocalStorage<Act>} */
const speaker = new AsyncLocalStorage();

/** In the order in which they began; the first one has the console. @type {Act[]} */
const acts = [];

/**
 * Runs work whose output, with that of everything it starts, stays together.
 * @template T
 * @param {() => Promise<T>} work speaks through `console.log` and `console.error`
 * @returns {Promise<T>}
 */
export async function inOnePiece(work) {
  listen();
  /** @type {Act} */
  const act = { lines: [], done: false };
  acts.push(act);
  try {
    return await speaker.run(act, work);
  } finally {
    act.done = true;
    passOn();
  }
}

/** Where the console goes when nobody listens. */
const print = console.log.bind(console);
let listening = false;

function listen() {
  if (listening) return;
  listening = true;
  console.log = say;
  console.error = say;
}

/** @param {unknown[]} values */
function say(...values) {
  const act = speaker.getStore();
  if (act && !act.done && act !== acts[0]) act.lines.push(format(...values));
  else print(...values);
}

/** Lets the next ones be heard: those that have ended whole, and the first that has not from here on. */
function passOn() {
  for (let first = acts[0]; first !== undefined; first = acts[0]) {
    for (const line of first.lines.splice(0)) print(line);
    if (!first.done) return;
    acts.shift();
  }
}
