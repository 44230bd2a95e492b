import type { TranscriptItem } from '../../../chat/messages';
import { t } from '../../../common/l10n';
import { element } from '../../element';
import { focusedRow, focusRow } from '../focus';
import { AnswerView } from './answerView';
import { noticeView } from './noticeView';
import type { TranscriptTools } from './tools';
import { userView } from './userView';

interface Shown {
  readonly node: HTMLElement;
  readonly answer: AnswerView | undefined;
}

/** The items of one conversation. Old ones cost nothing: the browser skips what is not on screen. */
export class Transcript {
  readonly node = element('div', {
    class: 'items',
    role: 'log',
    'aria-live': 'off',
    'aria-label': t('Conversation'),
  });
  private shown = new Map<string, Shown>();
  /** Answers with text that waits to be drawn. */
  private readonly waiting = new Set<AnswerView>();
  private stop: HTMLElement | undefined;

  constructor(private readonly tools: TranscriptTools) {
    this.node.addEventListener('keydown', event => this.walk(event));
    this.node.addEventListener('focusin', ({ target }) => {
      if (target instanceof HTMLElement && target.parentElement === this.node) this.stopAt(target);
    });
  }

  get isEmpty(): boolean {
    return this.shown.size === 0;
  }

  /** The answer that is being written, if any. */
  get running(): AnswerView | undefined {
    return [...this.shown.values()].findLast(({ answer }) => answer && !answer.isEnded)?.answer;
  }

  answer(id: string): AnswerView | undefined {
    return this.shown.get(id)?.answer;
  }

  firstId(): string | undefined {
    return this.shown.keys().next().value;
  }

  /** Replaces everything. */
  reset(items: readonly TranscriptItem[]): void {
    this.waiting.clear();
    this.shown = new Map(items.map(item => [item.id, this.view(item)]));
    const focused = focusedRow(this.node);
    this.node.replaceChildren(...[...this.shown.values()].map(({ node }) => node));
    this.stopAt(this.node.lastElementChild);
    if (focused) focusRow(this.node, focused);
  }

  /** Adds an item at the end, or replaces the one with its id. */
  put(item: TranscriptItem): void {
    const view = this.view(item);
    const former = this.shown.get(item.id);
    this.shown.set(item.id, view);
    if (!former) {
      this.node.append(view.node);
      if (!this.node.contains(document.activeElement)) this.stopAt(view.node);
      return;
    }
    if (former.answer) this.waiting.delete(former.answer);
    const focused = former.node.contains(document.activeElement);
    former.node.replaceWith(view.node);
    if (former.node === this.stop) this.stopAt(view.node);
    if (focused) view.node.focus();
  }

  /** Adds older items before the first one. */
  prepend(items: readonly TranscriptItem[]): void {
    const fresh = items
      .filter(item => !this.shown.has(item.id))
      .map(item => [item.id, this.view(item)] as const);
    this.shown = new Map([...fresh, ...this.shown]);
    this.node.prepend(...fresh.map(([, { node }]) => node));
  }

  /** Removes an item and all after it. */
  truncate(from: string): void {
    const ids = [...this.shown.keys()];
    const at = ids.indexOf(from);
    if (at < 0) return;
    for (const id of ids.slice(at)) {
      const view = this.shown.get(id);
      view?.node.remove();
      if (view?.answer) this.waiting.delete(view.answer);
      this.shown.delete(id);
    }
    if (!this.stop?.isConnected) this.stopAt(this.node.lastElementChild);
  }

  /** Something waits in this answer. */
  touched(answer: AnswerView): void {
    this.waiting.add(answer);
    this.tools.draw();
  }

  /** Draws what waits, latest answer first, until the time is up. Returns whether something is left. */
  work(until: number): boolean {
    for (const answer of [...this.waiting].reverse()) {
      if (!answer.work(until)) this.waiting.delete(answer);
      if (performance.now() > until) break;
    }
    return this.waiting.size > 0;
  }

  private view(item: TranscriptItem): Shown {
    const view = this.viewOf(item);
    view.node.dataset['id'] = item.id;
    return view;
  }

  private viewOf(item: TranscriptItem): Shown {
    if (item.kind === 'user') return { node: userView(item, this.tools), answer: undefined };
    if (item.kind === 'notice') return { node: noticeView(item, this.tools), answer: undefined };
    const answer = new AnswerView(item, this.tools);
    this.touched(answer);
    return { node: answer.node, answer };
  }

  /** Of all items one is a stop of the Tab key: the one that had the focus last, else the last. */
  private stopAt(item: Element | null): void {
    if (this.stop) this.stop.tabIndex = -1;
    this.stop = item instanceof HTMLElement ? item : undefined;
    if (this.stop) this.stop.tabIndex = 0;
  }

  /** Up and Down walk from item to item once one has the focus. */
  private walk(event: KeyboardEvent): void {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || !target.classList.contains('item')) return;
    const to =
      key === 'ArrowUp'
        ? target.previousElementSibling
        : key === 'ArrowDown'
          ? target.nextElementSibling
          : key === 'Home'
            ? this.node.firstElementChild
            : key === 'End'
              ? this.node.lastElementChild
              : undefined;
    if (to === undefined) return;
    event.preventDefault();
    if (to instanceof HTMLElement) to.focus();
  }
}
