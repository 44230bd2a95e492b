import type { ServerAddress } from '../../../../common/serverAddress';
import { EngineError, type EngineRequest } from '../../../engine';
import type { ServerTraits } from '../../probe/servers';
import { chatForm } from '../chat/chatForm';
import { ChoicesReader } from '../choicesReader';
import { textIn } from '../completions/completionsForm';
import { limitField, optionalFields } from '../corrections';
import type { WireForm } from '../wireForm';
import { nextEditFamilies, type NextEditFamily, type NextEditFamilyName } from './nextEditFamilies';
import { nextEditTask, type NextEditTask } from './nextEditTask';
import { RewrittenLines } from './rewrittenLines';

/** The longest answer where the client names no limit, in tokens. */
const usualLimit = 1_024;

const optional = optionalFields('nextEdit', ['stream_options', 'stop', 'temperature', 'stream']);
const limits = limitField('nextEdit', ['max_tokens', 'max_completion_tokens']);

/** A question for the next edit in the format of a family, and its answer in ours. Only for requests that end in a window. */
export function nextEditForm(
  address: ServerAddress,
  traits: ServerTraits,
  name: NextEditFamilyName,
): WireForm {
  const family: NextEditFamily = nextEditFamilies[name];
  const chat = chatForm(address, traits);
  const reader: WireForm['reader'] = (request, notes) => {
    const inner =
      family.road === 'completions'
        ? new ChoicesReader(request, { take: choice => textIn(choice) ?? '' })
        : chat.reader(request, notes);
    return new RewrittenLines(inner, taskOf(request, family), family);
  };
  if (family.road === 'chat') {
    return {
      ...chat,
      reader,
      ask: (request, model, warm, known) => {
        const content = promptOf(request, family);
        const input = [{ type: 'message', role: 'user', content }];
        const instructions = family.instructions ?? '';
        return chat.ask({ ...request, instructions, input }, model, warm, known);
      },
    };
  }
  const isRaw = family.road === 'completions';
  const url = address.base + (isRaw ? '/completions' : '/edit/completions') + address.query;
  return {
    api: isRaw ? 'completions' : 'edit',
    ask(request, model, warm, known) {
      const limit = warm ? 1 : (request.maxOutputTokens ?? usualLimit);
      const limitName = limits.name(known);
      const prompt = promptOf(request, family);
      const streams = {
        stream: true,
        ...(traits.streamOptions ? { stream_options: { include_usage: true } } : {}),
        temperature: 0,
        stop: family.stop.slice(0, 4),
      };
      const body = {
        model,
        ...(isRaw ? { prompt, ...streams } : { messages: [{ role: 'user', content: prompt }] }),
        ...(limitName === undefined ? {} : { [limitName]: limit }),
      };
      return { url, body: optional.apply(body, known), limit: limitName === undefined ? undefined : limit };
    },
    reader,
    whole: json => chat.whole(json),
    correct: (refusal, { body }) => limits.correct(refusal, body) ?? optional.correct(refusal, body),
  };
}

function promptOf(request: EngineRequest, family: NextEditFamily): string {
  const task = taskOf(request, family);
  const shown = [task.above, task.before, task.after, task.below, ...task.places.map(({ text }) => text)];
  // A rewrite that holds a text to stop at would end there, and seem to delete what follows.
  const held = [...family.reserved, ...family.stop].find(word =>
    [...shown, ...task.diffs.map(({ diff }) => diff)].some(text => text.includes(word)),
  );
  if (held === undefined) return family.prompt(task);
  throw new EngineError(
    400,
    'reserved_words',
    `The code holds "${held}", a word of this model's own format, so its next edit cannot be asked for.`,
  );
}

function taskOf(request: EngineRequest, family: NextEditFamily): NextEditTask {
  const task = nextEditTask(request);
  if (task) return family.narrow?.(task) ?? task;
  throw new EngineError(400, 'no_window', 'This request does not ask for a next edit.');
}
