import type { TurnRow } from '../editor/sessionView/messages';
import { element } from './element';

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
      element('h3', {}, 'Turns'),
      element('p', { class: 'small' }, 'No turn yet. Type in an editor to see one.'),
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
        ...['Lane', 'Time', '', 'Tokens/s', 'Sent', 'Cache', 'End'].map(name =>
          element('th', { scope: 'col' }, name || element('span', { class: 'said-aloud' }, 'Course')),
        ),
      ),
    ),
    element('tbody', {}, ...rows.map(row => turnRow(row, longest))),
  );
  // It moves sideways by itself, also by keyboard.
  const wide = element('div', { class: 'wide', role: 'region', 'aria-label': 'Turns', tabindex: '0' }, table);
  return [element('h3', {}, 'Turns'), legend(), wide];
}

function legend(): HTMLElement {
  const entries: readonly (readonly [string, string])[] = [
    ['queued', 'waiting'],
    ['first', 'time to first token'],
    ['stream', 'streaming'],
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
  const said = `${row.totalMs.toFixed(0)} ms: ${queued.toFixed(1)} waiting, ${first.toFixed(1)} to first token, ${stream.toFixed(1)} streaming`;
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
    element('td', { class: 'number' }, `${row.totalMs.toFixed(0)} ms`),
    element('td', { class: 'bars' }, bar),
    element('td', { class: 'number' }, row.tokensPerSecond?.toFixed(0) ?? '–'),
    element('td', { class: 'number' }, `${row.bytesUp} B`),
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

function endOf({ status, firstTokenMs }: TurnRow): string {
  return status === 'completed' && firstTokenMs === undefined ? 'nothing to add' : status;
}
