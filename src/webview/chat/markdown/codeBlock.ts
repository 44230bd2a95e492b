import { t } from '../../../common/l10n';
import { element } from '../../element';
import { iconButton } from '../controls';
import type { IdleWork } from '../idle';
import { toolbar } from '../toolbar';
import { highlight, isKnownLanguage, languageName, type Span } from './highlight';
import { visible } from './visible';

/** What a code block is, for what is done with it. */
export interface CodeFacts {
  /** Which block of its part this is, counted from 0. */
  readonly index: number;
  readonly language: string | undefined;
  readonly path: string | undefined;
  /** Where and how to read on in the part's text while the block streams; absent where that is not possible. */
  readonly follow: { readonly offset: number; readonly indent: number; readonly fence: string } | undefined;
}

/** What the user does with a code block. `code` is what has arrived; `whole`: nothing more will. */
export interface CodeActions {
  copy(facts: CodeFacts, code: string): void;
  insert(facts: CodeFacts, code: string): void;
  apply(facts: CodeFacts, code: string, whole: boolean): void;
  openPath(path: string): void;
}

/** A piece of code is laid out, skipped and highlighted by itself. */
const pieceLines = 40;
const pieceLength = 4_000;

/** A closed block up to this length is highlighted once more as a whole, so that comments over pieces are right. */
const wholeLength = 12_000;

/** One code block: grows while it streams, at a cost that does not depend on how long it is. */
export class CodeBlock {
  readonly node: HTMLElement;
  private readonly texts: string[] = [];
  private readonly pre = element('pre', { tabindex: '0' });
  private readonly state = element('span', { class: 'block-state', role: 'status' });
  private piece:
    { readonly node: HTMLElement; readonly text: Text; content: string; lines: number } | undefined;
  private pieces = 0;
  private whole = false;

  constructor(
    private readonly facts: CodeFacts,
    actions: CodeActions,
    private readonly idle: IdleWork,
    wrap: boolean,
  ) {
    const { language, path } = facts;
    const name = visible(language ? languageName(language) : t('Text'));
    const head = element('div', { class: 'code-head' }, element('span', { class: 'language' }, name));
    if (path) {
      const link = element(
        'button',
        { type: 'button', class: 'path', title: t('Open {0}', visible(path)) },
        visible(path),
      );
      link.addEventListener('click', () => actions.openPath(path));
      head.append(link);
    }
    const wrapButton = iconButton('wrap', t('Wrap lines'), () => this.wrap(wrapButton));
    head.append(
      toolbar(
        t('Code'),
        'code-actions',
        wrapButton,
        iconButton('copy', t('Copy code'), () => actions.copy(facts, this.code)),
        iconButton('insert', t('Insert at cursor'), () => actions.insert(facts, this.code)),
        iconButton('apply', path ? t('Apply to {0}', visible(path)) : t('Apply to a file'), () =>
          actions.apply(facts, this.code, this.whole),
        ),
      ),
    );
    const label = path ? t('{0} code, {1}', name, visible(path)) : t('{0} code', name);
    this.pre.setAttribute('aria-label', label);
    this.node = element(
      'div',
      { class: 'code-block streaming', role: 'group', 'aria-label': label },
      head,
      this.state,
      this.pre,
    );
    if (wrap) this.wrap(wrapButton);
    else wrapButton.setAttribute('aria-pressed', 'false');
  }

  /** The code as it is, without what is done to show it. */
  get code(): string {
    return this.texts.join('');
  }

  /** More code. */
  append(text: string): void {
    this.texts.push(text);
    let from = 0;
    while (from < text.length) {
      const piece = (this.piece ??= this.newPiece());
      const taken = room(text, from, pieceLines - piece.lines, pieceLength - piece.content.length);
      piece.content += text.slice(from, from + taken.length);
      piece.lines += taken.lines;
      piece.text.data = shown(piece.content);
      from += taken.length;
      if (piece.lines >= pieceLines || piece.content.length >= pieceLength) this.closePiece();
    }
  }

  /** No more code comes. */
  close(): void {
    if (this.whole) return;
    this.whole = true;
    this.node.classList.remove('streaming');
    this.closePiece();
    const { language } = this.facts;
    if (this.pieces < 2 || !language || !isKnownLanguage(language)) return;
    const { code } = this;
    if (code.length > wholeLength) return;
    this.idle.add(() => {
      const spans = highlight(code, language);
      if (!spans) return;
      const node = element('code', { class: 'piece' });
      paint(node, spans);
      this.pre.replaceChildren(node);
    });
  }

  /** How an action on this block goes on. */
  say(state: string, text: string): void {
    this.state.textContent = visible(text);
    this.state.dataset['state'] = state;
  }

  private wrap(button: HTMLElement): void {
    button.setAttribute('aria-pressed', String(this.node.classList.toggle('wrapped')));
  }

  private newPiece(): NonNullable<typeof this.piece> {
    const text = document.createTextNode('');
    const node = element('code', { class: 'piece' }, text);
    this.pre.append(node);
    this.pieces += 1;
    return { node, text, content: '', lines: 0 };
  }

  private closePiece(): void {
    const { piece } = this;
    const { language } = this.facts;
    this.piece = undefined;
    if (!piece || !language) return;
    this.idle.add(() => {
      // Replaced in the meantime by the whole block.
      if (piece.text.parentNode !== piece.node) return;
      const spans = highlight(shown(piece.content), language);
      if (spans) paint(piece.node, spans);
    });
  }
}

/** How much of `text` from `from` on still belongs to a piece. */
function room(
  text: string,
  from: number,
  lines: number,
  length: number,
): { readonly length: number; readonly lines: number } {
  const most = Math.min(text.length, from + length);
  let at = from;
  for (let taken = 0; taken < lines; taken++) {
    const newline = text.indexOf('\n', at);
    if (newline < 0 || newline >= most) return { length: most - from, lines: taken };
    at = newline + 1;
  }
  return { length: at - from, lines };
}

/** A piece is a block of its own, so the line break at its end needs no line. */
const shown = (content: string): string => visible(content.endsWith('\n') ? content.slice(0, -1) : content);

function paint(node: HTMLElement, spans: readonly Span[]): void {
  node.replaceChildren(
    ...spans.map(({ scope, text }) =>
      scope ? element('span', { class: `hl-${scope}` }, visible(text)) : visible(text),
    ),
  );
}
