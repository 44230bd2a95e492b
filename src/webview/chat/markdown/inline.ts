import MarkdownIt, { type Token } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import { t } from '../../../common/l10n';
import { element } from '../../element';
import { linkTarget, type LinkTarget } from './links';
import { visible } from './visible';

/** How a link is opened; the page itself never navigates. */
export type OpenLink = (target: LinkTarget) => void;

// Only its inline rules are used: emphasis, code, links, entities. HTML stays text.
const parser = new MarkdownIt({ html: false, linkify: true, typographer: false });
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
// `**` next to Chinese, Japanese and Korean punctuation is emphasis too, which CommonMark does not see.
parser.use(cjkFriendly);
// The one tag that models write in cells of tables, where Markdown has no line break.
parser.inline.ruler.before('html_inline', 'line_break_tag', (state, silent) => {
  const tag = /^<br\s*\/?>/i.exec(state.src.slice(state.pos, state.pos + 16))?.[0];
  if (tag === undefined) return false;
  if (!silent) state.push('hardbreak', 'br', 0);
  state.pos += tag.length;
  return true;
});
parser.validateLink = url => linkTarget(url) !== undefined;

/** Deeper emphasis is not drawn. */
const depthCap = 24;

const wrappers = { strong: 'strong', em: 'em', s: 's' } as const;

/**
 * Inline Markdown as nodes. Text becomes text nodes and nothing else: there is no markup to sanitise. Links have no `href`,
 * so that nothing but `open` can follow them; pictures are not loaded, only named.
 */
export function inlineNodes(text: string, open: OpenLink): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const [root] = parser.parseInline(text, {});
  const stack: { readonly node: ParentNode & Node; readonly link: Link | undefined }[] = [
    { node: fragment, link: undefined },
  ];
  const top = (): ParentNode & Node => stack.at(-1)?.node ?? fragment;
  for (const token of root?.children ?? []) {
    if (token.nesting === 1) {
      const link =
        token.type === 'link_open' ? linkElement(String(token.attrGet('href') ?? ''), open) : undefined;
      const node = link?.node ?? wrapper(token, stack.length);
      if (node) top().append(node);
      stack.push({ node: node ?? top(), link });
    } else if (token.nesting === -1) {
      const ended = stack.length > 1 ? stack.pop() : undefined;
      if (ended?.link) finishLink(ended.link);
    } else append(top(), token, open);
  }
  return fragment;
}

function wrapper(token: Token, depth: number): HTMLElement | undefined {
  const name = token.type.replace(/_open$/, '');
  return depth < depthCap && isWrapper(name) ? element(wrappers[name]) : undefined;
}

const isWrapper = (name: string): name is keyof typeof wrappers => name in wrappers;

function append(parent: ParentNode, token: Token, open: OpenLink): void {
  switch (token.type) {
    case 'code_inline':
      return parent.append(element('code', {}, visible(token.content)));
    case 'hardbreak':
      return parent.append(element('br'));
    case 'softbreak':
      return parent.append('\n');
    case 'image': {
      const link = linkElement(String(token.attrGet('src') ?? ''), open);
      const label = t('Image: {0}', visible(token.content) || t('without description'));
      if (!link) return parent.append(label);
      link.node.append(label);
      finishLink(link);
      return parent.append(link.node);
    }
    default:
      return parent.append(visible(token.content));
  }
}

interface Link {
  readonly node: HTMLElement;
  readonly target: LinkTarget;
}

function linkElement(href: string, open: OpenLink): Link | undefined {
  const target = linkTarget(href);
  if (!target) return undefined;
  const title = target.kind === 'web' ? target.href : target.path;
  const node = element('a', { role: 'link', tabindex: '0', title: visible(title) });
  node.addEventListener('click', event => {
    event.preventDefault();
    open(target);
  });
  node.addEventListener('keydown', event => {
    if (event.key === 'Enter') open(target);
  });
  return { node, target };
}

/** Says where a link goes when its text does not. */
function finishLink({ node, target }: Link): void {
  if (target.kind !== 'web') return;
  const text = node.textContent;
  if (text === target.href || text === target.shown || `${text}/` === target.href) return;
  node.append(element('span', { class: 'target' }, ` ${visible(target.shown)}`));
}
