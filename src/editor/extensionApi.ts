import { editInput, editInstructionsFor } from '../diff/editPrompt';
import { editThoughts } from '../diff/editThoughts';
import { FencedCode } from '../diff/fencedCode';
import type { TurnStarter } from '../session/session';

/** How to rewrite a piece of code. */
export interface OptimizeOptions {
  /** VS Code language id, such as `typescript`. */
  readonly languageId: string;
  /** The file that the code is from, as `uri.toString()` has it: then nothing is sent if nothing of that file may be. */
  readonly uri?: string;
  /** What to do; without it, the code is made better without changing what it does. */
  readonly instruction?: string;
  /**
   * Called with each piece of the new code as it streams in; all at the end where words come before the code, since they may
   * be thoughts of the model. What it throws ends the generation and rejects.
   */
  readonly onDelta?: (text: string) => void;
  /** Aborting it stops the generation; the promise then rejects with its reason, by default an `AbortError`. */
  readonly signal?: AbortSignal;
}

/** A handle on the extension's one persistent session. It owns nothing: there is nothing to dispose. */
export interface SparkSession {
  /**
   * Streams a rewrite of `code`. Resolves to the new code, the same code when there is nothing to improve. Rejects
   * with an `Error` that says why when nothing of the file may be sent, when the endpoint cannot be reached, or when it
   * answers in words instead of code.
   */
  optimizeCode(code: string, options: OptimizeOptions): Promise<string>;
}

/** What other extensions get from `extension.exports`. */
export interface ExtensionApi {
  /** How long this extension took to activate, in ms. */
  readonly activationMs: number;
  /** The latest lines of the extension's log, oldest first: facts only, no code, no keys. */
  readonly recentLog: () => readonly string[];
  /** A handle on the session for the endpoint the user chose. Connects when it is first used. */
  readonly initializeSession: () => Promise<SparkSession>;
}

/**
 * Makes the handle.
 * @param current the live session; undefined while the settings cannot be used
 * @param maySend whether text of a file may be sent
 */
export function sparkSession(
  current: () => TurnStarter | undefined,
  maySend: (uri: string) => Promise<boolean>,
): SparkSession {
  return {
    async optimizeCode(code, { languageId, uri, instruction = '', onDelta, signal }) {
      signal?.throwIfAborted();
      if (uri !== undefined && !(await maySend(uri))) {
        throw new Error('This file may hold secrets or is ignored, so nothing of it is sent.');
      }
      signal?.throwIfAborted();
      const session = current();
      if (!session) throw new Error('The endpoint settings of Codex Spark cannot be used.');
      const input = editInput({ path: '', languageId, code, instruction });
      const turn = session.start({ lane: 'edit', instructions: editInstructionsFor(code), input }, signal);
      const thoughts = editThoughts(`${code}\n${instruction}`);
      let answer = new FencedCode(code);
      /** How the answer begins, and code of it that was not told yet. */
      let [start, untold] = ['', ''];
      let hasTold = false;
      const tell = (text: string): void => {
        if (text === '') return;
        hasTold = true;
        onDelta?.(text);
      };
      try {
        for await (const piece of turn.text) {
          const { anew, text } = thoughts.take(piece);
          if (anew) {
            if (hasTold) throw new Error('What the model wrote were its thoughts only. Ask once more.');
            answer = new FencedCode(code);
            start = untold = '';
          }
          if (start.length < 3) start = (start + text).trimStart().slice(0, 3);
          untold += answer.push(text);
          if (!thoughts.any && start !== '```' && start !== '~~~') continue;
          tell(untold);
          untold = '';
        }
      } catch (error) {
        turn.cancel(); // What is thrown here or by `onDelta` ends the generation too.
        throw error;
      }
      const { status, error, reason } = await turn.done;
      signal?.throwIfAborted();
      if (status === 'failed') throw new Error(error?.message ?? 'The request failed.');
      if (status !== 'completed') throw new Error(`The answer was cut short: ${reason ?? status}.`);
      tell(untold + answer.push(thoughts.end()) + answer.end());
      if (!answer.hasBlock) throw new Error(answer.words || 'The answer was empty.');
      return answer.code;
    },
  };
}
