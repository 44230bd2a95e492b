import { createDeferred, type Deferred } from '../../common/deferred';
import type { Disposable } from '../../common/disposable';
import type { TurnResult } from '../../session/turn';
import { limits, type AnswerItem, type AnswerNumbers, type AnswerStatus, type ChatError } from '../messages';
import { AnswerWriter } from './answerWriter';
import { Chain } from './chain';
import { chatErrorOf, noEndpoint } from './chatErrors';
import type { Attachment, ConversationTree } from './conversationTree';
import type { DialogueHost } from './dialogueHost';
import { endReason, numbersOf } from './figures';
import { promptOf } from './modelInput';
import { newAnswer, newMessage, newNotice, notGivenYet, type Birth } from './newItems';
import type { Run } from './run';

/** More courses than this one answer cannot take; further messages are queued. */
const mostParts = 400;

/**
 * One conversation as it goes on: what send, redirect, queue and stop mean at every moment. The one owner of the
 * truth: it changes the tree and tells the page. Every text of the person ends up in exactly one place: a message, the
 * instruction of a part, or the queue.
 */
export class Dialogue implements Disposable {
  private run: Run | undefined;
  private readonly chain = new Chain();
  private waiting: Deferred<void> | undefined;

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
    return this.run?.writer.answer.id;
  }

  /** A part of an answer from a place on, a UTF-16 offset: of one that is being written without reading what stands before. */
  textFrom(answer: AnswerItem, part: number, offset: number): string {
    const writer = this.run?.writer;
    const isGrowing = writer?.answer === answer && part === answer.parts.length - 1;
    return isGrowing ? writer.textFrom(offset) : (answer.parts[part]?.text.slice(offset) ?? '');
  }

  /** Resolves when an answer has more text, a new part, or an end. */
  nextChange(): Promise<void> {
    return (this.waiting ??= createDeferred<void>()).promise;
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
    if (run.writer.answer.parts.length + run.pending.length >= mostParts) return this.enqueue(text);
    const redirect = { text, live, at: host.clock.now() };
    run.pending = [...run.pending, redirect];
    if (!run.turn.steer(promptOf(text, host.takeContext(true)))) {
      run.pending = run.pending.filter(other => other !== redirect);
      run.next = [...run.next, text];
    }
    this.unheardChanged(run);
    this.changed(true);
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
    const rest = run.turn.textSoFar.slice(run.writer.units);
    if (rest !== '' && run.pending.length === 0) run.writer.append(rest);
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
    this.changed(true);
    return true;
  }

  /** Tells the person something in the transcript. */
  notice(level: 'info' | 'warning' | 'error', text: string, giveBack?: string): void {
    const { host, tree } = this;
    const item = newNotice(this.birth(), level, text);
    // While an answer runs it stays the last item; a notice would stand between it and its question.
    if (this.run === undefined) {
      tree.add(item, host.today());
      this.changed(true);
    }
    host.post({ type: 'item', item });
    if (giveBack !== undefined) host.post({ type: 'compose', text: giveBack, append: true });
  }

  /** All text the page may not have yet. */
  flush(): void {
    this.run?.writer.flush();
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

  private begin(text: string, context: readonly Attachment[]): void {
    const { host, tree } = this;
    const attachments = notGivenYet(tree.course(), context);
    const fresh = tree.title === '';
    const message = newMessage(this.birth(), text, attachments);
    tree.add(message, message.at, attachments);
    host.post({ type: 'item', item: tree.shown(message) });
    if (fresh && tree.title !== '') host.post({ type: 'title', conversation: tree.id, title: tree.title });
    const request = this.chain.request(tree.course(), host.budget());
    const answer = newAnswer(this.birth(), host.model());
    tree.add(answer, answer.at);
    host.post({ type: 'item', item: structuredClone(answer) });
    const turn = host.start(request);
    if (!turn) return this.close(answer, 'failed', undefined, noEndpoint);
    const run: Run = { writer: new AnswerWriter(answer, host), turn, pending: [], next: [] };
    this.run = run;
    this.changed(true);
    void this.read(run);
  }

  private async read(run: Run): Promise<void> {
    for await (const event of run.turn.events) {
      if (this.run !== run) return;
      if (event.kind === 'text') {
        run.writer.append(event.text);
        this.changed(false);
      } else this.turned(run, event.instruction);
    }
    const result = await run.turn.done;
    if (this.run === run) this.finish(run, result);
  }

  private turned(run: Run, said: string): void {
    const [redirect, ...others] = run.pending;
    run.pending = others;
    this.unheardChanged(run);
    const instruction = (redirect?.text ?? said).slice(0, limits.message);
    run.writer.beginPart(instruction, redirect?.live ?? false, redirect?.at);
    this.changed(true);
  }

  private finish(run: Run, result: TurnResult): void {
    const { status, error, responseId, reason } = result;
    const unheard = run.pending;
    if (responseId !== undefined) this.chain.remember(run.writer.answer.id, responseId);
    const ended: AnswerStatus = status === 'cancelled' ? 'stopped' : status;
    // An answer that was complete before the change of course arrived is complete; what was said goes on after it.
    if (status === 'completed') run.pending = [];
    this.end(
      run,
      ended,
      numbersOf(run.writer, result, endReason(status, reason)),
      error && chatErrorOf(error),
    );
    const next = [...(status === 'completed' ? unheard.map(({ text }) => text) : []), ...run.next];
    if (next.length > 0) return this.begin(next.join('\n\n'), this.host.takeContext(false));
    if (status !== 'completed' && status !== 'incomplete') return;
    const [first, ...others] = this.tree.queue;
    if (!first) return;
    this.setQueue(others);
    this.begin(first.text, this.host.takeContext(false));
  }

  private end(run: Run, status: AnswerStatus, numbers: AnswerNumbers, error?: ChatError): void {
    const { writer } = run;
    // Asked for and not answered: it stays where it was said.
    for (const { text, live } of run.pending) writer.beginPart(text, live);
    run.pending = [];
    writer.flush();
    writer.dispose();
    this.run = undefined;
    this.tree.unheard = [];
    this.close(writer.answer, status, numbers, error);
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
    this.changed(true);
  }

  /** What is under way outlives the window in the queue. */
  private unheardChanged({ pending, next }: Run): void {
    const { newId } = this.host;
    this.tree.unheard = [...pending.map(({ text }) => text), ...next].map(text => ({ id: newId(), text }));
  }

  private changed(soon: boolean): void {
    this.host.changed(soon);
    this.waiting?.resolve();
    this.waiting = undefined;
  }

  private birth(): Birth {
    return { id: this.host.newId(), at: this.host.today() };
  }

  private setQueue(queue: { id: string; text: string }[]): void {
    this.tree.queue = queue;
    this.host.post({ type: 'queue', queue });
    this.changed(true);
  }
}
