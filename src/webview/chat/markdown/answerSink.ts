import { t } from '../../../common/l10n';
import { element } from '../../element';
import type { IdleWork } from '../idle';
import type { BlockSink, Container, Leaf } from './blocks';
import { CodeBlock, type CodeActions } from './codeBlock';
import { fenceInfo, pathInLine } from './fenceInfo';
import { inlineNodes, type OpenLink } from './inline';
import type { Alignment } from './lineStarts';

/** What the answer's blocks need from the page. */
export interface AnswerTools {
  readonly code: CodeActions;
  readonly openLink: OpenLink;
  readonly idle: IdleWork;
  readonly wrapCode: () => boolean;
}

/**
 * So many blocks stand in one section of the answer. Finished sections are skipped off screen, so that what a new block costs does not
 * depend on how many stand above it: a layout passes by all children of the box that it changes.
 */
const rangeBlocks = 24;

/** A longer table goes on in another one, so that a new row never lays out thousands. */
const tableRows = 100;

type OpenLeaf =
  | { readonly kind: 'text'; node: HTMLElement; text: string; dirty: boolean }
  | { readonly kind: 'code'; readonly block: CodeBlock };

interface OpenTable {
  body: HTMLElement | undefined;
  rows: number;
  readonly header: readonly string[];
  readonly align: readonly Alignment[];
}

/** Turns blocks into nodes. Finished ones are never touched again; only the open paragraph is drawn anew, by `draw`. */
export class AnswerSink implements BlockSink {
  readonly blocks: CodeBlock[] = [];
  private readonly places: HTMLElement[];
  private leaf: OpenLeaf | undefined;
  private opened: OpenTable | undefined;
  private lastText = '';
  private range: HTMLElement | undefined;

  constructor(
    root: HTMLElement,
    private readonly tools: AnswerTools,
  ) {
    this.places = [root];
  }

  /** Draws what has changed since the last time. */
  draw(): void {
    if (this.leaf?.kind !== 'text' || !this.leaf.dirty) return;
    this.leaf.dirty = false;
    this.fill(this.leaf.node, this.leaf.text);
  }

  open(container: Container): void {
    const node =
      container.kind === 'quote'
        ? element('blockquote')
        : container.kind === 'item'
          ? element('li')
          : container.ordered
            ? element('ol', { start: String(container.start) })
            : element('ul');
    this.put(node);
    this.places.push(node);
  }

  close(): void {
    if (this.places.length > 1) this.places.pop();
  }

  loosen(): void {
    this.places.findLast(node => node.matches('ul, ol'))?.classList.add('loose');
  }

  begin(leaf: Leaf): void {
    if (leaf.kind === 'code') return this.beginCode(leaf);
    const node =
      leaf.kind === 'heading'
        ? title(leaf.level)
        : element('p', { dir: 'auto', ...(leaf.continued ? { class: 'continued' } : {}) });
    this.put(node);
    this.leaf = { kind: 'text', node, text: '', dirty: false };
  }

  text(text: string): void {
    if (this.leaf?.kind === 'code') this.leaf.block.append(text);
    else if (this.leaf) {
      this.leaf.text += text;
      this.leaf.dirty = true;
    }
  }

  keep(length: number): void {
    if (this.leaf?.kind !== 'text') return;
    this.leaf.text = this.leaf.text.slice(0, length);
    this.leaf.dirty = true;
  }

  promote(level: number): void {
    if (this.leaf?.kind !== 'text') return;
    const node = title(level);
    this.leaf.node.replaceWith(node);
    this.leaf.node = node;
    this.leaf.dirty = true;
  }

  end(): void {
    this.draw();
    if (this.leaf?.kind === 'code') this.leaf.block.close();
    else if (this.leaf) this.lastText = this.leaf.text;
    this.leaf = undefined;
  }

  rule(): void {
    this.put(element('hr'));
  }

  table(before: string, header: readonly string[], align: readonly Alignment[]): void {
    if (this.leaf?.kind === 'text') {
      if (before === '') this.leaf.node.remove();
      else this.fill(this.leaf.node, before);
    }
    this.leaf = undefined;
    this.opened = { body: undefined, rows: 0, header, align };
    this.newTable(this.opened);
  }

  row(cells: readonly string[]): void {
    const { opened } = this;
    if (!opened) return;
    if (opened.rows >= tableRows) this.newTable(opened);
    opened.rows += 1;
    opened.body?.append(this.tableRow('td', cells, opened.align));
  }

  endTable(): void {
    this.opened = undefined;
  }

  private newTable(table: OpenTable): void {
    table.rows = 0;
    table.body = element('tbody');
    const head = element('thead', {}, this.tableRow('th', table.header, table.align));
    // It scrolls sideways by itself, also by keyboard.
    this.put(
      element(
        'div',
        { class: 'table', role: 'region', 'aria-label': t('Table'), tabindex: '0' },
        element('table', {}, head, table.body),
      ),
    );
  }

  private tableRow(tag: 'td' | 'th', cells: readonly string[], align: readonly Alignment[]): HTMLElement {
    return element(
      'tr',
      {},
      ...cells.map((text, i) => {
        const cell = element(tag, { dir: 'auto', ...(tag === 'th' ? { scope: 'col' } : {}) });
        if (align[i]) cell.classList.add(align[i]);
        cell.append(inlineNodes(text.slice(0, 4_000), this.tools.openLink));
        return cell;
      }),
    );
  }

  private beginCode(leaf: Extract<Leaf, { kind: 'code' }>): void {
    const { language, path } = fenceInfo(leaf.info);
    const { indent, fence, offset } = leaf;
    const block = new CodeBlock(
      {
        index: this.blocks.length,
        language,
        path: path ?? pathInLine(this.lastText),
        follow: leaf.quoted || fence === '' ? undefined : { offset, indent, fence },
      },
      this.tools.code,
      this.tools.idle,
      this.tools.wrapCode(),
    );
    this.lastText = '';
    this.blocks.push(block);
    this.put(block.node);
    this.leaf = { kind: 'code', block };
  }

  private put(node: HTMLElement): void {
    (this.places.length > 1 ? this.places.at(-1) : this.openRange())?.append(node);
  }

  /** Where blocks go that stand in no other one. */
  private openRange(): HTMLElement {
    if (!this.range || this.range.childElementCount >= rangeBlocks) {
      this.range = element('div', { class: 'range' });
      this.places[0]?.append(this.range);
    }
    return this.range;
  }

  private fill(node: HTMLElement, text: string): void {
    let plain = text.trim();
    if (/^H\d$/.test(node.tagName)) plain = plain.replace(/(^|[ \t])#+$/, '').trim();
    const task = /^\[([ xX])\]\s+/.exec(plain);
    const isTask =
      task !== null && node.parentElement?.tagName === 'LI' && node === node.parentElement.firstChild;
    const content = inlineNodes(isTask ? plain.slice(task[0].length) : plain, this.tools.openLink);
    if (isTask) {
      const done = task[1] !== ' ';
      content.prepend(
        element(
          'span',
          { class: 'task', role: 'img', 'aria-label': done ? t('Done:') : t('To do:') },
          done ? '☑' : '☐',
        ),
        ' ',
      );
    }
    node.replaceChildren(content);
  }
}

/** Headings of an answer stand below those of the page: `#` is an `h3`. */
function title(level: number): HTMLElement {
  const tag = (['h3', 'h4', 'h5', 'h6', 'h6', 'h6'] as const)[level - 1] ?? 'h6';
  return element(tag, { dir: 'auto', class: `title-${level}` });
}
