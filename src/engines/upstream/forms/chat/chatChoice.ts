import type { EngineEvent, EngineRequest } from '../../../engine';
import type { Notes } from '../../lessons';
import { UpstreamError } from '../../upstreamError';
import { notUnderstood, onlyThoughts } from '../brokenAnswer';
import type { Choice, ChoiceContent } from '../choicesReader';
import type { EndReason } from '../endReason';
import { isRecord, listOf, recordOf, textOf } from '../json';
import { textEvent } from '../usage';
import { CallCollector } from './callCollector';
import { ThoughtFilter } from './thoughtFilter';

/** Reads the choices of chat/completions. Thoughts are dropped and counted as the upstream counts them. */
export class ChatChoice implements ChoiceContent {
  private readonly request: EngineRequest;
  private readonly thoughts: ThoughtFilter;
  private readonly calls: CallCollector;
  private thought = false;
  private isSpeaking = false;

  constructor(request: EngineRequest, notes: Notes) {
    this.request = request;
    this.thoughts = new ThoughtFilter(notes);
    this.calls = new CallCollector(new Set(request.settings?.tools.flatMap(({ name }) => name ?? [])));
  }

  get speaking(): boolean {
    return this.isSpeaking;
  }

  take(choice: Choice): string {
    const delta = recordOf(choice, 'delta') ?? {};
    const calls = listOf(delta, 'tool_calls');
    // Its predecessor: one call, and no list.
    const single = recordOf(delta, 'function_call');
    this.calls.take(single ? [{ function: single }] : calls);
    if (this.calls.tooLarge) throw notUnderstood('a tool call beyond all size');
    this.refuseUnasked();
    const freed = thoughtIn(delta) ? this.think() : '';
    const text = freed + this.thoughts.take(contentText(delta['content']) + (textOf(delta, 'refusal') ?? ''));
    if (text !== '' || calls.length > 0) this.isSpeaking = true;
    return text;
  }

  plainText(choice: Readonly<Record<string, unknown>>): string | undefined {
    const delta = recordOf(choice, 'delta') ?? {};
    if (listOf(delta, 'tool_calls').length > 0 || recordOf(delta, 'function_call')) return undefined;
    // Of a model that thinks, or that refuses, nothing is taken for granted.
    if (thoughtIn(delta) || (textOf(delta, 'refusal') ?? '') !== '') return undefined;
    return textOf(delta, 'content');
  }

  takeText(said: string): string {
    const text = this.thoughts.take(said);
    if (text !== '') this.isSpeaking = true;
    return text;
  }

  rest(reason: EndReason, written: number): { readonly events: EngineEvent[]; readonly units: number } {
    const rest = this.thoughts.rest(reason === 'stop');
    const units = rest.length + this.calls.size;
    if (reason === 'stop' && written + units === 0 && this.calls.names.length === 0) {
      if (this.thought || this.thoughts.open) throw onlyThoughts();
    }
    const events = [
      ...(rest === '' ? [] : [textEvent(rest)]),
      // Calls of an answer that was cut may be cut themselves.
      ...(reason === 'stop' ? this.calls.events() : []),
    ];
    return { events, units };
  }

  /** The server parts the thoughts from the answer. */
  private think(): string {
    this.thought = true;
    this.isSpeaking = false;
    return this.thoughts.parted();
  }

  private refuseUnasked(): void {
    if (this.calls.names.length === 0 || (this.request.settings?.tools.length ?? 0) > 0) return;
    const name = this.calls.names[0] ?? '';
    throw new UpstreamError({
      status: 502,
      code: 'upstream_unexpected_tool_call',
      message: `The model wants to call a tool ("${name.slice(0, 80)}"), but this request offers none.`,
    });
  }
}

/** Text of `delta.content`: a string, or the list of parts Mistral's reasoning models write. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part: unknown) => (isText(part) ? (textOf(part, 'text') ?? '') : '')).join('');
}

function isText(part: unknown): boolean {
  return /^((output_)?text)?$/.test(textOf(part, 'type') ?? '');
}

/** Whether a piece is of the thoughts, which servers put into a field beside the text, or among its parts. */
function thoughtIn(delta: Readonly<Record<string, unknown>>): boolean {
  const fields = ['reasoning_content', 'reasoning', 'thinking', 'reasoning_text', 'thought'];
  if (fields.some(field => (textOf(delta, field) ?? '') !== '')) return true;
  if (listOf(delta, 'reasoning_details').length > 0) return true;
  return listOf(delta, 'content').some(part => isRecord(part) && !isText(part));
}
