import { createDeferred, type Deferred } from '../../common/deferred';
import type { Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import type { TurnResult } from '../../session/turn';
import {
  answerNumbers,
  limits,
  type AnswerItem,
  type AnswerNumbers,
  type AnswerStatus,
  type ChatError,
} from '../messages';
import { AnswerWriter } from './answerWriter';
import { Chain } from './chain';
import { chatErrorOf, noEndpoint } from './chatErrors';
import type { Attachment, WaitingMessage } from './conversationRecord';
import type { ConversationTree } from './conversationTree';
import type { DialogueHost } from './dialogueHost';
import { endReason, numbersOf } from './figures';
import { fitted } from './fitted';
import { promptOf } from './modelInput';
import { namesOf, newAnswer, newMessage, newNotice, notGivenYet, type Birth } from './newItems';
import type { PendingRedirect, Run } from './run';
import { shownQueue, together, waitingFor } from './waiting';

/** More redirects than this one answer cannot take; further messages are queued. */
const mostParts = 400;
/** More messages than this do not wait. */
const mostQueued = 100;

/**
 * One conversation as it goes on: what send, redirect, queue and stop mean at every moment. The one owner of the
 * truth: it changes the tree and tells the page. Every text of the user ends up in exactly one place: a message, the
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
    if (text.trim() !== '') this.say(this.message(text), false);
  }

  /** Redirects the running answer now. With none running it is a `send`. */
  redirect(text: string, live: boolean): void {
    if (text.trim() !== '') this.say(this.message(text), live);
  }

  /** For after the running answer. With none running it is a `send`. */
  enqueue(text: string): void {
    if (text.trim() === '') return;
    if (this.run) this.wait(this.message(text));
    else this.send(text);
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
    if (run.next.length > 0) this.setQueue([...this.tree.queue, ...run.next]);
  }

  editQueued(id: string, text: string): void {
    if (text.trim() === '') return this.dropQueued(id);
    // With an id of its own: elsewhere the former one may have been sent meanwhile.
    const changed = this.message(text);
    this.setQueue(this.tree.queue.map(message => (message.id === id ? { ...message, ...changed } : message)));
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
    this.say(message, false);
  }

  /** A past message with a new text: the conversation branches there. */
  editMessage(id: string, text: string): void {
    const { tree } = this;
    const question = tree.question(id);
    if (question?.item.id !== id || !tree.isOnBranch(id) || text.trim() === '') return;
    this.again(id, text, question.attachments);
  }

  /** The same question again, as a branch of its message. */
  regenerate(answer: string): void {
    const { tree } = this;
    const question = tree.question(answer);
    if (!question || !tree.answer(answer) || !tree.isOnBranch(answer)) return;
    this.again(question.item.id, question.item.text, question.attachments);
  }

  /** Shows another version of a message. Returns whether something changed: then the whole state is to be sent. */
  showBranch(id: string, index: number): boolean {
    if (!this.tree.isOnBranch(id)) return false;
    this.stop();
    if (!this.tree.showVersion(id, index)) return false;
    this.changed(true);
    return true;
  }

  /** Tells the user something in the transcript. */
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
    this.begin(this.message(text), attachments);
  }

  /** Redirects with a message, or sends it when nothing runs. */
  private say(message: WaitingMessage, live: boolean): void {
    const { run, host, tree } = this;
    if (!run) return this.begin(message, host.takeContext(false));
    if (run.writer.answer.parts.length + run.pending.length >= mostParts) return this.wait(message);
    const context = [...(message.attachments ?? []), ...host.takeContext(true)];
    const underWay = run.pending.flatMap(({ attachments = [] }) => attachments);
    const attachments = notGivenYet(tree.branch(), context, underWay);
    const redirect = { ...message, attachments, live, at: host.clock.now() };
    run.pending = [...run.pending, redirect];
    if (!run.turn.steer(promptOf(message.text, attachments))) {
      run.pending = run.pending.filter(other => other !== redirect);
      run.next = [...run.next, waitingFor(redirect)];
    }
    this.unheardChanged(run);
    this.changed(true);
  }

  private wait(message: WaitingMessage): void {
    const { queue } = this.tree;
    if (queue.length < mostQueued) return this.setQueue([...queue, message]);
    this.notice(
      'warning',
      t('The queue is full ({0} messages). The message is in the input again.', mostQueued),
      message.text,
    );
  }

  /** Sends a message with what is attached to it and this context. */
  private begin({ id, text, attachments: own = [] }: WaitingMessage, context: readonly Attachment[]): void {
    const { host, tree } = this;
    const attachments = notGivenYet(tree.branch(), [...own, ...context]);
    const fresh = tree.title === '';
    const message = newMessage({ id, at: host.today() }, text, attachments);
    tree.add(message, message.at, attachments);
    host.post({ type: 'item', item: tree.shown(message) });
    if (fresh && tree.title !== '') host.post({ type: 'title', conversation: tree.id, title: tree.title });
    const request = this.chain.request(tree.branch(), host.budget());
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
      } else this.redirected(run, event.instruction);
    }
    const result = await run.turn.done;
    if (this.run === run) this.finish(run, result);
  }

  private redirected(run: Run, said: string): void {
    const [redirect, ...others] = run.pending;
    run.pending = others;
    this.unheardChanged(run);
    this.beginPart(run, redirect ?? { ...this.message(said), live: false });
    this.changed(true);
  }

  private beginPart(
    { writer }: Run,
    { text, live, at, attachments = [] }: Omit<PendingRedirect, 'at'> & { readonly at?: number },
  ): void {
    const { answer } = writer;
    writer.beginPart({ instruction: text, live, askedAt: at, context: namesOf(attachments) });
    const node = this.tree.node(answer.id);
    const part = answer.parts.length - 1;
    if (node && attachments.length > 0) {
      node.attachments = [...(node.attachments ?? []), ...attachments.map(piece => ({ ...piece, part }))];
    }
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
    const [first, ...others] = [...(status === 'completed' ? unheard.map(waitingFor) : []), ...run.next];
    if (first) {
      const { message, later } = together([first, ...others]);
      if (later.length > 0) this.setQueue([...later, ...this.tree.queue]);
      return this.begin(message, this.host.takeContext(false));
    }
    if (status !== 'completed' && status !== 'incomplete') return;
    const [queued, ...waiting] = this.tree.queue;
    if (!queued) return;
    this.setQueue(waiting);
    this.begin(queued, this.host.takeContext(false));
  }

  private end(run: Run, status: AnswerStatus, numbers: AnswerNumbers, error?: ChatError): void {
    const { writer } = run;
    // Asked for and not answered: it stays where it was said.
    for (const redirect of run.pending) this.beginPart(run, redirect);
    run.pending = [];
    writer.flush();
    writer.dispose();
    this.run = undefined;
    this.tree.unheard = [];
    this.close(writer.answer, status, numbers, error);
  }

  private close(answer: AnswerItem, status: AnswerStatus, figures?: AnswerNumbers, error?: ChatError): void {
    const numbers = figures && fitted(answerNumbers, figures);
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
    this.tree.unheard = [...pending.map(waitingFor), ...next];
  }

  private changed(soon: boolean): void {
    this.host.changed(soon);
    this.waiting?.resolve();
    this.waiting = undefined;
  }

  private birth(): Birth {
    return { id: this.host.newId(), at: this.host.today() };
  }

  private message(text: string): WaitingMessage {
    return { id: this.host.newId(), text: text.slice(0, limits.message) };
  }

  private setQueue(queue: WaitingMessage[]): void {
    this.tree.queue = queue;
    this.host.post({ type: 'queue', queue: shownQueue(queue) });
    this.changed(true);
  }
}
