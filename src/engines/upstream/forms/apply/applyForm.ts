import { fenceAround } from '../../../../common/fences';
import type { ServerAddress } from '../../../../common/serverAddress';
import { EngineError, type EngineRequest } from '../../../engine';
import type { ServerTraits } from '../../probe/servers';
import { errorInAnswer } from '../../http/failures';
import { notUnderstood } from '../brokenAnswer';
import { chatForm } from '../chat/chatForm';
import { optionalFields } from '../corrections';
import { isRecord, recordOf, textOf } from '../json';
import { endEvent, readUsage, textEvent } from '../usage';
import type { AnswerReader, WireForm } from '../wireForm';
import { applyTask, type ApplyTask } from './applyTask';
import { FencedAnswer } from './fencedAnswer';

/** How a merge is asked for: by tags in a message of a chat, or by fields of a form of its own. */
export type ApplyStyle = 'tags' | 'fields';

/** Models that were made to merge; behind any server that has them, they read tags. */
const mergers = /(^|[/_-])(morph-v\d|relace-apply)/i;

/** How a model merges; undefined for one that is asked for a merge as for anything else. */
export function applyStyleOf(
  { merges }: Pick<ServerTraits, 'merges'>,
  model: string,
): ApplyStyle | undefined {
  return merges ?? (mergers.test(model) ? 'tags' : undefined);
}

/** Merging code into a file. Only for requests that end in an update of a document. */
export function applyForm(address: ServerAddress, traits: ServerTraits, style: ApplyStyle): WireForm {
  return style === 'tags' ? tagsForm(address, traits) : fieldsForm(address);
}

/** `<instruction>`, `<code>`, `<update>` in one message of the user (Morph; Relace through other servers). */
function tagsForm(address: ServerAddress, traits: ServerTraits): WireForm {
  const chat = chatForm(address, traits);
  return {
    ...chat,
    ask(request, model, warm, known) {
      const { instruction, code, update } = taskOf(request);
      const told = instruction === '' ? '' : `<instruction>${instruction}</instruction>\n`;
      const content = `${told}<code>${code}</code>\n<update>${update}</update>`;
      const plain = { ...request, instructions: '', input: [{ type: 'message', role: 'user', content }] };
      return chat.ask(plain, model, warm, known);
    },
    reader: (request, notes) => fenced(request, chat.reader(request, notes)),
  };
}

const optional = optionalFields('apply', ['instruction', 'model', 'stream']);

/** POST /code/apply (Relace), which answers in one piece. */
function fieldsForm(address: ServerAddress): WireForm {
  return {
    api: 'apply',
    ask(request, model, _warm, known) {
      const { instruction, code, update } = taskOf(request);
      const body = {
        initial_code: code,
        edit_snippet: update,
        ...(instruction === '' ? {} : { instruction }),
        model,
        stream: false,
      };
      return {
        url: `${address.base}/code/apply${address.query}`,
        body: optional.apply(body, known),
        limit: undefined,
      };
    },
    reader: request => fenced(request, new MergedCode(request)),
    whole: json => [json],
    correct: (refusal, { body }) => optional.correct(refusal, body),
  };
}

class MergedCode implements AnswerReader {
  whole = false;
  speaking = false;
  private usage: ReturnType<typeof readUsage>;
  private units = 0;

  constructor(private readonly request: EngineRequest) {}

  take(answer: unknown): ReturnType<AnswerReader['take']> {
    const merged = textOf(answer, 'mergedCode');
    if (merged === undefined) {
      if (isRecord(answer) && answer['error'] !== undefined) throw errorInAnswer(answer);
      throw notUnderstood('no merged code');
    }
    this.usage = readUsage(recordOf(answer, 'usage'));
    this.units += merged.length;
    this.whole = true;
    return merged === '' ? [] : [textEvent(merged)];
  }

  finish(): ReturnType<AnswerReader['finish']> {
    if (!this.whole) throw notUnderstood('no merged code');
    return [endEvent('stop', this.usage, this.request, this.units)];
  }
}

function fenced(request: EngineRequest, inner: AnswerReader): AnswerReader {
  const { code, update } = taskOf(request);
  return new FencedAnswer(inner, fenceAround(`${code}\n${update}`));
}

function taskOf(request: EngineRequest): ApplyTask {
  const task = applyTask(request);
  if (task) return task;
  throw new EngineError(400, 'no_update', 'This request has no update of a document to merge.');
}
