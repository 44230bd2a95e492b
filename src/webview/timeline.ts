import { inFigures, t } from '../common/l10n';
import type { TurnRow } from '../editor/sessionView/messages';
import { element } from './element';
import { whole } from './figures';

/** How many of the latest turns are drawn. */
const shown = 24;

/**
 * The latest turns, newest first, one bar each: waiting, time to first token, streaming. All bars share one
 * scale, so that a slow turn is seen at a glance.
 */
export function timeline(turns: readonly TurnRow[]): HTMLElement[] {
  const rows = turns.slice(-shown).reverse();
  if (rows.length === 0) {
    return [
      element('h3', {}, t('Turns')),
      element('p', { class: 'small' }, t('No turn yet. Type in an editor to see one.')),
    ];
  }
  const longest = Math.max(...rows.map(row => row.totalMs), 1);
  const table = element(
    'table',
    {},
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...[t('Lane'), t('Time'), '', t('Tokens/s'), t('Sent'), t('Cache'), t('End')].map(name =>
          element('th', { scope: 'col' }, name || element('span', { class: 'said-aloud' }, t('Course'))),
        ),
      ),
    ),
    element('tbody', {}, ...rows.map(row => turnRow(row, longest))),
  );
  // It moves sideways by itself, also by keyboard.
  const wide = element(
    'div',
    { class: 'wide', role: 'region', 'aria-label': t('Turns'), tabindex: '0' },
    table,
  );
  return [element('h3', {}, t('Turns')), legend(), wide];
}

function legend(): HTMLElement {
  const entries: readonly (readonly [string, string])[] = [
    ['queued', t('waiting')],
    ['first', t('time to first token')],
    ['stream', t('streaming')],
  ];
  return element(
    'ul',
    { class: 'legend', 'aria-hidden': 'true' },
    ...entries.map(([kind, label]) => element('li', {}, element('span', { class: `swatch ${kind}` }), label)),
  );
}

function turnRow(row: TurnRow, longest: number): HTMLElement {
  const queued = row.queuedMs ?? 0;
  // An answer without text is all waiting for the server: nothing was ever streamed.
  const first = row.firstTokenMs ?? row.totalMs - queued;
  const stream = Math.max(0, row.totalMs - queued - first);
  const said = t(
    '{0} ms: {1} waiting, {2} to first token, {3} streaming',
    row.totalMs.toFixed(0),
    inFigures(queued, 1),
    inFigures(first, 1),
    inFigures(stream, 1),
  );
  const bar = element('div', { class: 'bar', role: 'img', 'aria-label': said, title: said });
  for (const [kind, length] of [
    ['queued', queued],
    ['first', first],
    ['stream', stream],
  ] as const) {
    const part = element('span', { class: kind });
    part.style.width = `${(100 * length) / longest}%`;
    bar.append(part);
  }
  const end = element('td', { class: `end ${row.status}` }, endOf(row));
  if (row.reason) end.title = row.reason;
  if (row.tier)
    end.append(element('span', { class: row.tier.isOther ? 'tier other' : 'tier' }, row.tier.words));
  return element(
    'tr',
    {},
    element('td', row.responseId === undefined ? {} : { title: row.responseId }, row.lane),
    element('td', { class: 'number' }, `${whole(row.totalMs)} ms`),
    element('td', { class: 'bars' }, bar),
    element('td', { class: 'number' }, row.tokensPerSecond === undefined ? '–' : whole(row.tokensPerSecond)),
    element('td', { class: 'number' }, `${whole(row.bytesUp)} B`),
    cacheCell(row.cache),
    end,
  );
}

function cacheCell(cache: TurnRow['cache']): HTMLElement {
  if (!cache) return element('td', { class: 'cache' }, '–');
  const { words, detail, isMiss } = cache;
  return element(
    'td',
    { class: isMiss ? 'cache miss' : 'cache' },
    words,
    ...(detail ? [element('span', { class: 'why' }, detail)] : []),
  );
}

const endWords: Readonly<Record<TurnRow['status'], string>> = {
  completed: t('completed'),
  incomplete: t('incomplete'),
  cancelled: t('cancelled'),
  failed: t('failed'),
};

function endOf({ status, firstTokenMs }: TurnRow): string {
  return status === 'completed' && firstTokenMs === undefined ? t('nothing to add') : endWords[status];
}
