import { editInput, editInstructionsFor } from '../diff/editPrompt';
import { editThoughts } from '../diff/editThoughts';
import { FencedCode } from '../diff/fencedCode';
import type { TurnStarter } from '../session/session';
import type { SparkSession } from '../../codex-spark-live';

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
