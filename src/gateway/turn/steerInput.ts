import * as v from 'valibot';
import type { ReceivedInputItem } from '../../protocol/clientEvents';

const part = v.looseObject({
  type: v.picklist(['input_text', 'input_image', 'input_file']),
  text: v.optional(v.string()),
});

const items = v.pipe(
  v.array(
    v.looseObject({
      type: v.optional(v.literal('message')),
      role: v.literal('user'),
      content: v.union([v.string(), v.array(part)]),
    }),
  ),
  v.minLength(1),
);

/** The items of a steer's input, or why it is refused: user messages only, at least one, text, image or file. */
export function readSteerInput(input: unknown): readonly ReceivedInputItem[] | { readonly problem: string } {
  if (typeof input === 'string') {
    if (input === '') return { problem: 'The steering input is empty.' };
    return [userMessage(input)];
  }
  const read = v.safeParse(items, input);
  if (read.success) return read.output;
  return {
    problem:
      'Steering input is a string or a non-empty array of messages with role "user" and ' +
      'content of input_text, input_image or input_file parts.',
  };
}

/** One message of the user. */
export function userMessage(text: string): ReceivedInputItem {
  return { type: 'message', role: 'user', content: [{ type: 'input_text', text }] };
}

/** Levels of arrays and objects that steering input may have; a message needs four. */
const deepest = 64;

/**
 * Whether input is nested too deeply to be given back: JSON can be read at any depth, but is written by
 * recursion, which ends at the size of the stack.
 */
export function isTooDeep(input: unknown): boolean {
  let level: readonly unknown[] = [input];
  for (let depth = 0; depth <= deepest; depth++) {
    level = level.flatMap(children);
    if (level.length === 0) return false;
  }
  return true;
}

function children(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

const steerFrame = v.object({
  type: v.literal('response.steer'),
  previous_response_id: v.string(),
  input: v.unknown(),
});

/**
 * Reads a frame that is a steer in all but a legal input. Such a frame is answered with
 * `response.steer.failed`, which gives the input back, and not with a plain error.
 */
export function readBrokenSteer(
  frame: string,
): { readonly previousResponseId: string; readonly input: unknown } | undefined {
  try {
    const read = v.safeParse(steerFrame, JSON.parse(frame));
    if (!read.success) return undefined;
    return { previousResponseId: read.output.previous_response_id, input: read.output.input };
  } catch {
    return undefined;
  }
}
