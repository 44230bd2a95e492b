import { eachEvent } from './sse';
import type { Place } from '../live/places';
import type { Said } from './ours';

/**
 * How llama.vscode asks unless told otherwise: 256 lines before the cursor's, what stands on that as `prompt`, 64 lines
 * behind; its samplers. Two things differ: it is streamed, to see the first token, and its limits of time (half a second for
 * the prompt, one for the answer) are left out, since two cores would never get that far.
 */
const lines = { before: 256, behind: 64 };

/** Asks at a place. */
export async function askPlain(
  origin: string,
  { before, behind }: Place,
  n_predict: number,
  typed = '',
): Promise<Said> {
  const above = (before + typed).split('\n');
  const line = above.pop() ?? '';
  const begun = performance.now();
  const response = await fetch(`${origin}/infill`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({
      input_prefix: above
        .slice(-lines.before)
        .map(each => `${each}\n`)
        .join(''),
      input_suffix: behind.split('\n').slice(0, lines.behind).join('\n') + '\n',
      input_extra: [],
      prompt: line,
      n_predict,
      n_indent: /^\s*/.exec(line)?.[0].length ?? 0,
      top_k: 40,
      top_p: 0.99,
      samplers: ['top_k', 'top_p', 'infill'],
      cache_prompt: true,
      stream: true,
    }),
  });
  if (!response.ok || !response.body) throw new Error(await response.text());
  let text = '';
  let firstTokenMs: number | undefined;
  for await (const content of eachEvent(response.body)) {
    if (content !== '') firstTokenMs ??= performance.now() - begun;
    text += content;
  }
  return { text, firstTokenMs };
}

/** All of an answer is shown, but for white space at its end. */
export function plainShown(said: string): readonly string[] {
  const shown = said.trimEnd();
  return shown === '' ? [] : [shown];
}
