import type {
  AnswerItem,
  AnswerNumbers,
  AnswerStatus,
  AttachedName,
  ChatError,
} from '../../../chat/messages';
import { t } from '../../../common/l10n';
import { element } from '../../element';
import { iconButton } from '../controls';
import { icon } from '../icons';
import { AnswerMarkdown } from '../markdown/answerMarkdown';
import { visible } from '../markdown/visible';
import { toolbar } from '../toolbar';
import { attachedNames } from './attachedNames';
import { errorBox } from './help';
import { numbersDetail, numbersText } from './numbersText';
import type { TranscriptTools } from './tools';

interface Part {
  readonly node: HTMLElement;
  readonly markdown: AnswerMarkdown;
  /** Length of its text so far, in UTF-16 units. */
  length: number;
}

/** How a delta fits to what is there. */
export type DeltaFit = 'fits' | 'known' | 'gap';

/** One answer: its parts (folded but the last), what went wrong, its figures, and what can be done with it. */
export class AnswerView {
  readonly node: HTMLElement;
  private readonly id: string;
  private readonly parts: Part[] = [];
  private readonly partsNode = element('div', { class: 'parts' });
  private readonly problem = element('div');
  private readonly figures = element('span', { class: 'figures' });
  private readonly actions: HTMLElement;
  private status: AnswerStatus = 'waiting';

  constructor(
    item: AnswerItem,
    private readonly tools: TranscriptTools,
  ) {
    this.id = item.id;
    const { post } = tools;
    this.actions = toolbar(
      t('Answer'),
      'item-actions',
      iconButton('copy', t('Copy answer as Markdown'), () => post({ type: 'copyAnswer', answer: item.id })),
      iconButton('refresh', t('Regenerate'), () => post({ type: 'regenerate', answer: item.id })),
      iconButton('branch', t('New conversation from here'), () => post({ type: 'fork', id: item.id })),
    );
    this.node = element(
      'article',
      {
        class: 'item answer',
        tabindex: '-1',
        'aria-label': item.model ? t('Answer of {0}', visible(item.model)) : t('Answer'),
      },
      this.partsNode,
      this.problem,
      element('footer', {}, this.figures, this.actions),
    );
    for (const part of item.parts) {
      this.beginPart(part.instruction, part.live ?? false, part.context);
      this.append(part.text);
    }
    this.setStatus(item.status);
    if (item.numbers) this.showNumbers(item.numbers);
    if (item.error) this.showError(item.error, false);
    if (this.isEnded) this.parts.at(-1)?.markdown.end();
  }

  /** Whether more text may come. */
  get isEnded(): boolean {
    return this.status !== 'waiting' && this.status !== 'streaming';
  }

  /** Adds text at its place; what is already there is not added twice. */
  delta(part: number, at: number, text: string): DeltaFit {
    const current = this.parts[part];
    if (!current || at > current.length) return 'gap';
    const fresh = text.slice(current.length - at);
    if (fresh === '') return 'known';
    if (part !== this.parts.length - 1 || this.isEnded) return 'gap';
    if (this.status === 'waiting') this.setStatus('streaming');
    this.append(fresh);
    return 'fits';
  }

  /** The answer is redirected. Returns whether that fits to what is there. */
  redirected(part: number, instruction: string, live: boolean, context?: readonly AttachedName[]): DeltaFit {
    if (part < this.parts.length) return 'known';
    if (part > this.parts.length || this.isEnded) return 'gap';
    this.parts.at(-1)?.markdown.end();
    this.beginPart(instruction, live, context);
    return 'fits';
  }

  ended(status: AnswerStatus, numbers: AnswerNumbers | undefined, error: ChatError | undefined): void {
    this.setStatus(status);
    if (numbers) this.showNumbers(numbers);
    if (error) this.showError(error, true);
    this.parts.at(-1)?.markdown.end();
  }

  showNumbers(numbers: AnswerNumbers): void {
    this.figures.textContent = this.tools.showNumbers() ? visible(numbersText(numbers)) : '';
    this.figures.title = visible(numbersDetail(numbers));
  }

  /** How an action on one of its code blocks goes on. */
  sayOfBlock(part: number, block: number, state: string, text: string): void {
    this.parts[part]?.markdown.blocks[block]?.say(state, text);
  }

  /** Draws what waits; returns whether something is left. */
  work(until: number): boolean {
    return this.parts.map(part => part.markdown.work(until)).includes(true);
  }

  /** The last words of the answer, for a screen reader. */
  spoken(most: number): string {
    const text = (this.parts.at(-1)?.node.innerText ?? '').trim();
    return text.length > most ? `${text.slice(0, most)} …` : text;
  }

  private append(text: string): void {
    const part = this.parts.at(-1);
    if (!part) return;
    part.length += text.length;
    part.markdown.push(text);
    this.tools.draw();
  }

  private beginPart(instruction: string | undefined, live: boolean, context?: readonly AttachedName[]): void {
    if (instruction !== undefined) {
      this.foldLast();
      this.partsNode.append(
        element(
          'div',
          { class: 'turn', role: 'note', 'aria-label': t('Redirected here') },
          icon('branch'),
          element('span', { class: 'turn-label' }, live ? t('Redirected while typing') : t('Redirected')),
          ' ',
          element('span', { class: 'turn-text', dir: 'auto' }, visible(instruction)),
        ),
        ...attachedNames(context, t('Context of this redirect')),
      );
    }
    const node = element('div', { class: 'markdown' });
    this.partsNode.append(node);
    const index = this.parts.length;
    this.parts.push({
      node,
      markdown: new AnswerMarkdown(node, this.tools.answer(this.id, index)),
      length: 0,
    });
  }

  /** What was said before the turn stays, folded; where nothing was said there is nothing to unfold. */
  private foldLast(): void {
    const { node: last, length } = this.parts.at(-1) ?? { length: 0 };
    if (!last || length === 0) return;
    const words = Math.max(2, Math.round(length / 6));
    const summary = element('summary', {}, icon('chevronRight'), t('Earlier course, about {0} words', words));
    const fold = element('details', { class: 'earlier' }, summary);
    last.replaceWith(fold);
    fold.append(last);
  }

  private setStatus(status: AnswerStatus): void {
    this.status = status;
    this.node.dataset['status'] = status;
    this.node.setAttribute('aria-busy', String(!this.isEnded));
    if (status === 'waiting') this.figures.textContent = t('Waiting for the first token');
    else if (status === 'streaming') this.figures.textContent = '';
  }

  private showError(error: ChatError, isNew: boolean): void {
    this.problem.replaceChildren(
      errorBox(error, isNew, action => this.tools.post({ type: 'help', action, item: this.id })),
    );
  }
}
