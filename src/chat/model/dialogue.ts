import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import type { ResponseInputItem } from '../../protocol/wire';
import type { Turn, TurnResult } from '../../session/turn';
import {
  limits,
  type AnswerItem,
  type AnswerNumbers,
  type AnswerStatus,
  type ChatError,
  type HostMessage,
} from '../messages';
import { chatErrorOf, noEndpoint } from './chatErrors';
import type { Attachment, ConversationTree } from './conversationTree';
import { endReason, numbersOf, runningNumbers } from './figures';
import { courseTokens, fitting, modelInput, promptOf } from './modelInput';
import type { Run } from './run';

/** Deltas are joined over about a frame, in ms. */
const frameMs = 16;
/** Figures of a running answer go out no more often than this, in ms. */
const numbersMs = 500;
/** More courses than this one answer cannot take; further messages are queued. */
const mostParts = 400;

/** What is asked of the session. */
export interface DialogueRequest {
  readonly input: readonly ResponseInputItem[];
  readonly previous?: string;
  readonly fullInput: () => readonly ResponseInputItem[];
}

/** What a dialogue needs of its surroundings. */
export interface DialogueHost {
  readonly clock: Clock;
  /** Now, in ms since 1970. */
  readonly today: () => number;
  readonly newId: () => string;
  /** What the model can read, in tokens. */
  readonly budget: () => number;
  /** The name of the model, for the transcript. */
  readonly model: () => string | undefined;
  /** Starts a turn; undefined while there is no endpoint. */
  readonly start: (request: DialogueRequest) => Turn | undefined;
  /** The context for a message that is sent now. `explicit`: only what the person added by hand. */
  readonly takeContext: (explicit: boolean) => Attachment[];
  /** What has changed, for the page. */
  readonly post: (message: HostMessage) => void;
  /** Something is to be saved. `soon`: an end or a message of the person, not just more text. */
  readonly changed: (soon: boolean) => void;
}

/**
 * One conversation as it goes on: what send, redirect, queue and stop mean at every moment. The one owner of the
 * truth: it changes the tree and tells the page. Every text of the person ends up in exactly one place: a message, the
 * instruction of a part, or the queue.
 */
export class Dialogue implements Disposable {
  private run: Run | undefined;
  /** Where an answer can be continued on the server, by its id. */
  private readonly responses = new Map<string, string>();

  constructor(
    readonly tree: ConversationTree,
    private readonly host: DialogueHost,
  ) {}

  /** Whether an answer is being written. */
  get busy(): boolean {
    return this.run !== undefined;
  }

  /** The id of the answer that is being written. */
  get runningAnswer(): string | undefined {
    return this.run?.answer.id;
  }

  /** Sends a message; redirects the answer that runs. */
  send(text: string): void {
    if (text.trim() === '') return;
    if (this.run) this.redirect(text, false);
    else this.begin(text, this.host.takeContext(false));
  }

  /** Changes the course of the running answer now. With none running it is a `send`. */
  redirect(text: string, live: boolean): void {
    if (text.trim() === '') return;
    const { run, host } = this;
    if (!run) return this.send(text);
    if (run.answer.parts.length + run.pending.length >= mostParts) return this.enqueue(text);
    const redirect = { text, live, at: host.clock.now() };
    run.pending = [...run.pending, redirect];
    if (!run.turn.steer(promptOf(text, host.takeContext(true)))) {
      run.pending = run.pending.filter(other => other !== redirect);
      run.next = [...run.next, text];
    }
    this.unheardChanged(run);
    host.changed(true);
  }

  /** For after the running answer. With none running it is a `send`. */
  enqueue(text: string): void {
    if (text.trim() === '') return;
    if (!this.run) return this.send(text);
    if (this.tree.queue.length >= limits.queue) {
      return this.notice(
        'warning',
        `The queue is full (${limits.queue} messages). The message is in the input again.`,
        text,
      );
    }
    this.setQueue([...this.tree.queue, { id: this.host.newId(), text }]);
  }

  /** Ends the running answer and keeps what is there; the queue waits. */
  stop(): void {
    const { run } = this;
    if (!run) return;
    run.turn.cancel();
    // What has arrived and was not read yet; with a change of course under way it may belong to another part.
    const rest = run.turn.textSoFar.slice(run.units);
    if (rest !== '' && run.pending.length === 0) this.append(run, rest);
    this.end(run, 'stopped', { endReason: 'stopped' });
    // Said too late for this answer, and not meant to go on by itself either.
    for (const text of run.next) this.setQueue([...this.tree.queue, { id: this.host.newId(), text }]);
  }

  editQueued(id: string, text: string): void {
    if (text.trim() === '') return this.dropQueued(id);
    this.setQueue(this.tree.queue.map(message => (message.id === id ? { id, text } : message)));
  }

  moveQueued(id: string, to: number): void {
    const message = this.tree.queue.find(other => other.id === id);
    if (!message) return;
    const rest = this.tree.queue.filter(other => other !== message);
    this.setQueue(rest.toSpliced(Math.min(to, rest.length), 0, message));
  }

  dropQueued(id: string): void {
    if (this.tree.queue.some(message => message.id === id)) {
      this.setQueue(this.tree.queue.filter(message => message.id !== id));
    }
  }

  /** A queued message now: redirects with it, or sends it when nothing runs. */
  sendQueued(id: string): void {
    const message = this.tree.queue.find(other => other.id === id);
    if (!message) return;
    this.dropQueued(id);
    this.send(message.text);
  }

  /** A past message with a new text: the conversation branches there. */
  editMessage(id: string, text: string): void {
    const { tree } = this;
    const question = tree.question(id);
    if (question?.item.id !== id || !tree.isOnCourse(id) || text.trim() === '') return;
    this.again(id, text, question.attachments);
  }

  /** The same question again, as a branch of its message. */
  regenerate(answer: string): void {
    const { tree } = this;
    const question = tree.question(answer);
    if (!question || !tree.answer(answer) || !tree.isOnCourse(answer)) return;
    this.again(question.item.id, question.item.text, question.attachments);
  }

  /** Shows another version of a message. Returns whether something changed: then the whole state is to be sent. */
  showBranch(id: string, index: number): boolean {
    if (!this.tree.isOnCourse(id)) return false;
    this.stop();
    if (!this.tree.showVersion(id, index)) return false;
    this.host.changed(true);
    return true;
  }

  /** Tells the person something in the transcript. */
  notice(level: 'info' | 'warning' | 'error', text: string, giveBack?: string): void {
    const { host, tree } = this;
    const item = {
      kind: 'notice' as const,
      id: host.newId(),
      at: host.today(),
      level,
      text: text.slice(0, 2_000),
      actions: [],
    };
    // While an answer runs it stays the last item; a notice would stand between it and its question.
    if (this.run === undefined) {
      tree.add(item, host.today());
      host.changed(true);
    }
    host.post({ type: 'item', item });
    if (giveBack !== undefined) host.post({ type: 'compose', text: giveBack, append: true });
  }

  /** All text the page may not have yet. */
  flush(): void {
    if (this.run) this.sendDelta(this.run);
  }

  /** Ends what runs; what is there stays. */
  dispose(): void {
    this.stop();
  }

  private again(id: string, text: string, attachments: Attachment[]): void {
    this.stop();
    this.host.post({ type: 'truncate', from: id });
    this.tree.branchAt(id);
    this.begin(text, attachments);
  }

  private begin(text: string, context: Attachment[]): void {
    const { host, tree } = this;
    const now = host.today();
    // What the model was given already, word for word, is not given again.
    const given = new Set(
      tree
        .course()
        .flatMap(({ attachments }) => attachments ?? [])
        .map(sameness),
    );
    const attachments = context.filter(piece => !given.has(sameness(piece)));
    const fresh = tree.title === '';
    const user = {
      kind: 'user' as const,
      id: host.newId(),
      text,
      at: now,
      context: attachments.map(({ kind, label, detail }) => ({
        kind,
        label,
        ...(detail === undefined ? {} : { detail }),
      })),
    };
    tree.add(user, now, attachments);
    host.post({ type: 'item', item: tree.shown(user) });
    if (fresh && tree.title !== '') host.post({ type: 'title', conversation: tree.id, title: tree.title });
    const request = this.request();
    const model = host.model();
    const answer: AnswerItem = {
      kind: 'answer',
      id: host.newId(),
      at: now,
      parts: [{ text: '' }],
      status: 'waiting',
      ...(model === undefined ? {} : { model }),
    };
    tree.add(answer, now);
    host.post({ type: 'item', item: structuredClone(answer) });
    const turn = host.start(request);
    if (!turn) return this.close(answer, 'failed', undefined, noEndpoint);
    const run: Run = {
      ...{
        answer,
        turn,
        startedAt: host.clock.now(),
        firstTextAt: undefined,
        pending: [],
        redirectedAt: undefined,
      },
      ...{ redirectMs: undefined, units: 0, sentUnits: 0, frame: undefined, numbersAt: 0, next: [] },
    };
    this.run = run;
    host.changed(true);
    void this.read(run);
  }

  /** The last answer the server can continue from, and what was said since. */
  private request(): DialogueRequest {
    const { tree, host, responses } = this;
    const course = tree.course();
    const budget = host.budget();
    const fullInput = (): ResponseInputItem[] => modelInput(fitting(course, budget));
    const at = course.findLastIndex(({ item }) => responses.has(item.id));
    const previous = responses.get(course[at]?.item.id ?? '');
    // A chain holds everything; what is too long has to be sent anew, without its beginning.
    if (previous === undefined || courseTokens(course, budget) > budget)
      return { input: fullInput(), fullInput };
    return { input: modelInput(course.slice(at + 1)), previous, fullInput };
  }

  private async read(run: Run): Promise<void> {
    for await (const event of run.turn.events) {
      if (this.run !== run) return;
      if (event.kind === 'text') this.append(run, event.text);
      else this.turned(run, event.instruction);
    }
    const result = await run.turn.done;
    if (this.run === run) this.finish(run, result);
  }

  private append(run: Run, text: string): void {
    const { answer } = run;
    const part = answer.parts.at(-1);
    if (!part) return;
    const now = this.host.clock.now();
    run.firstTextAt ??= now;
    if (run.redirectedAt !== undefined) {
      run.redirectMs = now - run.redirectedAt;
      run.redirectedAt = undefined;
    }
    answer.status = 'streaming';
    part.text += text;
    run.units += text.length;
    // The first text at once; what follows within the frame waits for its end.
    if (!run.frame) this.frame(run);
    this.host.changed(false);
  }

  private frame(run: Run): void {
    if (!this.sendDelta(run)) return void (run.frame = undefined);
    run.frame = this.host.clock.setTimeout(() => this.frame(run), frameMs);
  }

  /** Sends the text that the page has not got; returns whether there was any. */
  private sendDelta(run: Run): boolean {
    const { answer } = run;
    const part = answer.parts.length - 1;
    const text = answer.parts[part]?.text.slice(run.sentUnits) ?? '';
    if (text === '') return false;
    this.host.post({ type: 'delta', answer: answer.id, part, at: run.sentUnits, text });
    run.sentUnits += text.length;
    const now = this.host.clock.now();
    if (now - run.numbersAt >= numbersMs && run.firstTextAt !== undefined) {
      run.numbersAt = now;
      this.host.post({ type: 'numbers', answer: answer.id, numbers: runningNumbers(run, now) });
    }
    return true;
  }

  private turned(run: Run, said: string): void {
    const [redirect, ...others] = run.pending;
    run.pending = others;
    this.unheardChanged(run);
    const instruction = (redirect?.text ?? said).slice(0, limits.message);
    this.beginPart(run, instruction, redirect?.live ?? false);
    run.redirectedAt = redirect?.at;
  }

  private beginPart(run: Run, instruction: string, live: boolean): void {
    const { answer } = run;
    this.sendDelta(run);
    run.sentUnits = 0;
    answer.parts.push({ text: '', instruction, ...(live ? { live } : {}) });
    this.host.post({
      type: 'redirected',
      answer: answer.id,
      part: answer.parts.length - 1,
      instruction,
      live,
    });
    this.host.changed(true);
  }

  private finish(run: Run, result: TurnResult): void {
    const { status, error, responseId, reason } = result;
    const unheard = run.pending;
    if (responseId !== undefined) this.responses.set(run.answer.id, responseId);
    const ended: AnswerStatus = status === 'cancelled' ? 'stopped' : status;
    // An answer that was complete before the change of course arrived is complete; what was said goes on after it.
    if (status === 'completed') run.pending = [];
    this.end(run, ended, numbersOf(run, result, endReason(status, reason)), error && chatErrorOf(error));
    const next = [...(status === 'completed' ? unheard.map(({ text }) => text) : []), ...run.next];
    if (next.length > 0) return this.begin(next.join('\n\n'), this.host.takeContext(false));
    if (status !== 'completed' && status !== 'incomplete') return;
    const [first, ...others] = this.tree.queue;
    if (!first) return;
    this.setQueue(others);
    this.begin(first.text, this.host.takeContext(false));
  }

  private end(run: Run, status: AnswerStatus, numbers: AnswerNumbers, error?: ChatError): void {
    // Asked for and not answered: it stays where it was said.
    for (const { text, live } of run.pending) this.beginPart(run, text, live);
    run.pending = [];
    this.sendDelta(run);
    run.frame?.dispose();
    this.run = undefined;
    this.tree.unheard = [];
    this.close(run.answer, status, numbers, error);
  }

  private close(answer: AnswerItem, status: AnswerStatus, numbers?: AnswerNumbers, error?: ChatError): void {
    answer.status = status;
    if (numbers) answer.numbers = numbers;
    if (error) answer.error = error;
    this.tree.touch(this.host.today());
    this.host.post({
      ...{ type: 'ended', answer: answer.id, status },
      ...(numbers ? { numbers } : {}),
      ...(error ? { error } : {}),
    });
    this.host.changed(true);
  }

  /** What is under way outlives the window in the queue. */
  private unheardChanged({ pending, next }: Run): void {
    const { newId } = this.host;
    this.tree.unheard = [...pending.map(({ text }) => text), ...next].map(text => ({ id: newId(), text }));
  }

  private setQueue(queue: { id: string; text: string }[]): void {
    this.tree.queue = queue;
    this.host.post({ type: 'queue', queue });
    this.host.changed(true);
  }
}

const sameness = ({ kind, label, text }: Attachment): string => `${kind}\n${label}\n${text}`;
