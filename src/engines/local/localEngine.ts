import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../common/clock';
import type { Log } from '../../common/log';
import { messageOf } from '../../common/thrown';
import { textParts } from '../../protocol/inputText';
import { placeCursor } from '../../protocol/placeCursor';
import { readForm, type DocumentForm, type PromptForm, type SelectionForm } from '../../protocol/promptForms';
import type { Engine, EngineEvent, EngineRequest } from '../engine';
import { answerChat } from './chat/chat';
import { optimise } from './optimise/optimise';
import { optimiseSet } from './optimise/optimiseSet';
import { Askers } from './askers';
import { CodeBase } from './codeBase';
import { pieces } from './pieces';
import { Recall, type KnownCode } from './recall';

/** What the embedded engine needs. */
export interface LocalEngineParts {
  /** Folder whose files are recalled from, if any. */
  readonly workspace: string | undefined;
  readonly log: Log;
  readonly clock: Clock;
}

/** Longest completion, in tokens. */
const maxCompletionTokens = 200;

/** Tokens after which others get their turn, so that a cancel arrives while a long answer is given. */
const tokensPerTurn = 64;

/**
 * The embedded engine. It has no model: completions are recalled from the open file, the open tabs and the
 * workspace, rewrites come from a set of rules, and chat answers say what can be said without a model. Dispose
 * ends its reading of the workspace.
 */
export function createLocalEngine({ workspace, log, clock }: LocalEngineParts): Engine {
  const base = new CodeBase(workspace, clock, log);
  const askers = new Askers(() => new Recall(base, clock));
  let priors: Promise<void> | undefined;
  /** Has to be there before the first completion, so that the same texts give the same answer. */
  const withPriors = (): Promise<void> =>
    (priors ??= import('./shippedPriors').then(
      ({ shippedPrior }) => base.usePriors(shippedPrior),
      (thrown: unknown) => log.warn('completing without the priors', { problem: messageOf(thrown) }),
    ));
  return {
    name: 'local',
    models: ['local-recall'],

    async *generate(request: EngineRequest, signal: AbortSignal): AsyncGenerator<EngineEvent, void> {
      signal.throwIfAborted();
      const started = clock.now();
      const { documents, known, task, selections } = read(request);
      const recall = askers.of(request.connection);
      void base.workspace?.refresh();
      const limit = request.maxOutputTokens ?? Infinity;
      if (task?.kind === 'cursor') await withPriors();
      const answer =
        task?.kind === 'cursor'
          ? await recall.completeAllowed(
              placeCursor(task, documents).cursor,
              known,
              Math.min(maxCompletionTokens, limit),
            )
          : task?.kind === 'selection'
            ? await (selections.length > 1 ? optimiseSet(selections, signal) : optimise(task, signal))
            : await answerChat({ messages: textParts(request.input), documents }, signal);
      signal.throwIfAborted();
      log.debug('local answer', {
        task: task?.kind ?? 'chat',
        characters: answer.length,
        ms: Math.round((clock.now() - started) * 100) / 100,
      });
      let tokens = 0;
      for (const text of pieces(answer)) {
        if (tokens >= limit) {
          yield { kind: 'end', reason: 'max_output_tokens', inputTokens: countInput(recall, request) };
          return;
        }
        yield { kind: 'text', text, tokens: 1 };
        if (++tokens % tokensPerTurn === 0) {
          await nextTurn();
          signal.throwIfAborted();
        }
      }
      // Counted last: the user waits for the text, not for the usage.
      yield { kind: 'end', reason: 'stop', inputTokens: countInput(recall, request) };
    },

    warmUp(request: EngineRequest): Promise<void> {
      void base.workspace?.refresh();
      askers.of(request.connection).learn(read(request).known);
      return withPriors();
    },

    dispose() {
      askers.dispose();
      base.dispose();
    },
  };
}

/** What a request carries, and what its last user part asks for if that is a form. */
interface Reading {
  readonly documents: DocumentForm[];
  /** The documents, and the parts of others. Diagnostics are no code and are passed over. */
  readonly known: KnownCode[];
  readonly task: PromptForm | undefined;
  /** All selections the user sent together, the task among them. */
  readonly selections: readonly SelectionForm[];
}

function read(request: EngineRequest): Reading {
  const documents: DocumentForm[] = [];
  const known: KnownCode[] = [];
  let task: PromptForm | undefined;
  let selections: SelectionForm[] = [];
  for (const { role, text } of textParts(request.input)) {
    const form = readForm(text);
    if (form?.kind === 'document') documents.push(form);
    if (form?.kind === 'document' || form?.kind === 'snippet' || form?.kind === 'definitions')
      known.push(form);
    selections = role === 'user' && form?.kind === 'selection' ? [...selections, form] : [];
    if (role === 'user') task = form;
  }
  return { documents, known, task, selections };
}

function countInput(recall: Recall, { instructions, input }: EngineRequest): number {
  return recall.count([instructions, ...textParts(input).map(({ text }) => text)]);
}
