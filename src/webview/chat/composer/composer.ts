import {
  limits,
  type ChatSettings,
  type ContextState,
  type MentionItem,
  type PageMessage,
} from '../../../chat/messages';
import { t } from '../../../common/l10n';
import { element } from '../../element';
import { iconButton, textButton } from '../controls';
import { contextBar } from './contextBar';
import { intentOf, isComposing, type Intent } from './keys';
import { mentionPopup } from './mentionPopup';

/** What the input needs from the page. */
export interface ComposerParts {
  readonly post: (message: PageMessage) => void;
  /** The text changed: to be kept over a reload. */
  readonly changed: (text: string) => void;
  readonly say: (text: string) => void;
}

/** How long after a change the extension is told of the draft, in ms. */
const draftMs = 400;

/** The input with its context, and the verbs: send, or redirect, queue and stop while an answer runs. */
export class Composer {
  readonly node: HTMLElement;
  private readonly field = element('textarea', {
    class: 'input',
    rows: '1',
    dir: 'auto',
    'aria-label': t('Message'),
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': 'mentions',
    'aria-expanded': 'false',
    maxlength: String(limits.message),
  });
  private readonly verbs = element('div', { class: 'verbs', role: 'group', 'aria-label': t('Message') });
  private readonly context = contextBar(
    id => this.parts.post({ type: 'removeContext', id }),
    () => this.mention(),
  );
  private readonly mentions = mentionPopup({
    field: this.field,
    ask: query => {
      this.parts.post({ type: 'mention', request: ++this.requests, query });
      return this.requests;
    },
    choose: ({ id }) => this.parts.post({ type: 'addContext', id }),
    changed: () => this.typed(),
  });
  private requests = 0;
  private answering: boolean | undefined;
  private live = { on: false, pauseMs: 700 };
  private liveTimer: ReturnType<typeof setTimeout> | undefined;
  private draftTimer: ReturnType<typeof setTimeout> | undefined;
  /** What the last redirect on a pause said: Enter does not say it again. */
  private liveText = '';
  private composing = false;

  constructor(private readonly parts: ComposerParts) {
    const { field } = this;
    this.node = element(
      'div',
      { class: 'composer' },
      this.mentions.node,
      element('div', { class: 'input-box' }, this.context.node, field, this.verbs),
    );
    field.addEventListener('compositionstart', () => {
      this.composing = true;
      clearTimeout(this.liveTimer);
    });
    field.addEventListener('compositionend', () => {
      this.composing = false;
      this.typed();
    });
    field.addEventListener('input', () => this.typed());
    field.addEventListener('keydown', event => this.key(event));
    field.addEventListener('blur', () => this.mentions.close());
    document.addEventListener('selectionchange', () => {
      if (document.activeElement === field && !this.mentions.node.hidden) this.mentions.update();
    });
    this.setAnswering(false);
  }

  get text(): string {
    return this.field.value;
  }

  /** Puts text into the input, in place of or after what is there. */
  setText(text: string, append = false): void {
    const { value } = this.field;
    this.field.value = append && value.trim() !== '' ? `${value.trimEnd()}\n${text}` : text;
    this.typed();
  }

  /** Another conversation comes: the draft stays with the one before. */
  leave(): void {
    if (this.draftTimer !== undefined) this.sendDraft();
    this.field.value = '';
    this.liveText = '';
    this.typed();
    this.forgetDraft();
  }

  focus(): void {
    this.field.focus();
  }

  setContext(context: ContextState): void {
    this.context.update(context);
  }

  setSettings({ liveRedirect, liveRedirectPauseMs }: ChatSettings): void {
    this.live = { on: liveRedirect, pauseMs: liveRedirectPauseMs };
    const { answering } = this;
    this.answering = undefined;
    this.setAnswering(answering ?? false);
  }

  showMentions(request: number, items: readonly MentionItem[]): void {
    this.mentions.show(request, items);
  }

  /** Whether an answer runs: then Enter redirects, and the other verbs are there. */
  setAnswering(answering: boolean): void {
    if (this.answering === answering) return;
    this.answering = answering;
    this.liveText = '';
    clearTimeout(this.liveTimer);
    const alt = navigator.userAgent.includes('Mac') ? '⌥' : 'Alt+';
    const button = (intent: Intent, ...rest: Parameters<typeof textButton>[0][]): HTMLElement[] =>
      rest.map(options => textButton(options, () => this.act(intent)));
    const focused = this.verbs.contains(document.activeElement);
    this.field.placeholder = answering
      ? t('Change its course, or queue what comes next')
      : t('Ask about the code, @ adds context');
    this.verbs.replaceChildren(
      ...(answering
        ? [
            ...button('redirect', { label: t('Redirect'), icon: 'branch', key: '⏎' }),
            ...button('enqueue', { label: t('Queue'), icon: 'queue', key: `${alt}⏎`, secondary: true }),
            ...button('stop', { label: t('Stop'), icon: 'stop', key: 'Esc', secondary: true }),
          ]
        : button('send', { label: t('Send'), icon: 'send', key: '⏎' })),
      this.liveButton(),
    );
    // Its button went away under the focus.
    if (focused) this.field.focus();
  }

  private liveButton(): HTMLElement {
    const { on } = this.live;
    const label = t('Redirect while typing, on a pause');
    const button = iconButton('live', label, () => this.parts.post({ type: 'setLiveRedirect', on: !on }));
    button.setAttribute('aria-pressed', String(on));
    button.classList.add('live');
    return button;
  }

  private key(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    if (!event.altKey && !event.shiftKey && this.mentions.key(event.key)) return event.preventDefault();
    const intent = intentOf(event, this.answering ?? false);
    if (!intent) return;
    event.preventDefault();
    this.act(intent);
  }

  private act(intent: Intent): void {
    const { post, say } = this.parts;
    if (intent === 'stop') {
      post({ type: 'stop' });
      return say(t('Stopped'));
    }
    const text = this.field.value.trim();
    if (text === '') return this.field.focus();
    // Text that the extension puts there can make it longer than a user may type.
    if (text.length > limits.message) {
      this.field.setCustomValidity(
        t('The message is too long to be sent. Make it shorter, or send it in parts.'),
      );
      return void this.field.reportValidity();
    }
    const alreadySaid = intent === 'redirect' && text === this.liveText;
    if (intent === 'enqueue') post({ type: 'enqueue', text });
    else if (intent === 'send') post({ type: 'send', text });
    else if (!alreadySaid) post({ type: 'redirect', text, live: false });
    if (intent === 'enqueue') say(t('Queued'));
    this.field.value = '';
    this.liveText = '';
    this.typed();
    this.field.focus();
  }

  /** The text has changed. */
  private typed(): void {
    const { value } = this.field;
    this.field.setCustomValidity('');
    this.parts.changed(value);
    this.forgetDraft();
    this.draftTimer = setTimeout(() => this.sendDraft(), draftMs);
    if (this.composing) return;
    this.mentions.update();
    clearTimeout(this.liveTimer);
    if (this.live.on && this.answering)
      this.liveTimer = setTimeout(() => this.liveRedirect(), this.live.pauseMs);
  }

  private sendDraft(): void {
    this.forgetDraft();
    this.parts.post({ type: 'draft', text: this.field.value });
  }

  private forgetDraft(): void {
    clearTimeout(this.draftTimer);
    this.draftTimer = undefined;
  }

  private liveRedirect(): void {
    const text = this.field.value.trim();
    // Half a word says little; an open mention is no instruction yet.
    if (!this.answering || this.composing || text.length < 3 || text === this.liveText) return;
    if (!this.mentions.node.hidden) return;
    this.liveText = text;
    this.parts.post({ type: 'redirect', text, live: true });
  }

  private mention(): void {
    const { field } = this;
    const at = field.selectionStart;
    const before = field.value.slice(0, at);
    field.setRangeText(before === '' || /\s$/.test(before) ? '@' : ' @', at, field.selectionEnd, 'end');
    field.focus();
    this.typed();
  }
}
