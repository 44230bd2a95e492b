import type { Table } from '../support/report';
import { mean, round, summary } from '../support/stats';
import type { Arm, Round, Rounds } from './rounds';

/** A line is to be on screen within so many ms of its last token. */
const limitMs = 150;

/**
 * What the rounds came to.
 * @param version of VS Code
 * @param speeds of the answers, in tokens/s
 */
export function tables(rounds: Rounds, version: string, speeds: readonly number[]): Table[] {
  const all = (arm: Arm, values: (round: Round) => readonly number[]): number[] =>
    rounds[arm].flatMap(values);
  const median = (arm: Arm, value: (round: Round) => number): number => summary(rounds[arm].map(value)).p50;
  // The mean: a collection of garbage falls into about every other round, so a median would be with one or without by chance.
  const longest = (arm: Arm): number => mean(rounds[arm].map(({ tasks }) => Math.max(...tasks)));
  const most = (arm: Arm): number => round(Math.max(...all(arm, ({ tasks }) => tasks)));
  const busy = (arm: Arm): number => median(arm, ({ tasks }) => tasks.reduce((sum, ms) => sum + ms, 0));
  const echo = (arm: Arm) => summary(all(arm, ({ echoes }) => echoes));
  const arms: readonly Arm[] = ['ours', 'bare', 'direct', 'quiet'];
  const names: Readonly<Record<Arm, string>> = {
    ours: 'this extension',
    bare: 'the same batches, bare',
    direct: 'the same lines, bare',
    quiet: 'no rewrite',
  };
  const judge = (what: string, value: number, limit: number): string =>
    `${what}: ${value}; at most ${limit}: ${value <= limit ? 'met' : 'NOT MET'}.`;
  const lag = (arm: Arm) => summary(all(arm, ({ lags }) => lags));
  const late = (arm: Arm): number => {
    const lags = all(arm, each => each.lags);
    return round((100 * lags.filter(ms => ms > limitMs).length) / lags.length);
  };
  const unseen = (arm: Arm): number => rounds[arm].reduce((sum, each) => sum + each.unseen, 0);
  const times = (value: (arm: Arm) => number): number => round(value('ours') / value('bare'));
  return [
    {
      title: 'From the last token of a line to the frame that shows it, in ms',
      columns: ['arm', 'lines', 'never seen', 'p50', 'p95', 'max', `over ${limitMs}`],
      rows: (['ours', 'direct'] as const).map(arm => {
        const { n, p50, p95, max } = lag(arm);
        return [names[arm], n, unseen(arm), p50, p95, max, `${late(arm)} %`];
      }),
      notes: [
        judge('19 of 20 lines', lag('ours').p95, limitMs),
        judge('The slowest line', lag('ours').max, limitMs),
        judge(
          'p95, times that of the same lines without any extension',
          round(lag('ours').p95 / lag('direct').p95),
          1.3,
        ),
        `${round(summary(speeds).p50)} tokens/s; every line of the rewrite changes but lone brackets and blank lines. The view follows the stream.`,
      ],
    },
    {
      title: 'Renderer and typing elsewhere in the file while it streams, in ms',
      columns: [
        'arm',
        'rounds',
        'longest task',
        'worst round',
        'busy in all',
        'keys',
        'lost',
        'echo p50',
        'p95',
        'max',
      ],
      rows: arms.map(arm => {
        const { n, p50, p95, max } = echo(arm);
        const lost = rounds[arm].reduce((sum, { missing }) => sum + missing, 0);
        return [names[arm], rounds[arm].length, longest(arm), most(arm), busy(arm), n, lost, p50, p95, max];
      }),
      notes: [
        judge('Longest task, times that of bare', times(longest), 1.3),
        judge(
          'Echo p50, times that of bare',
          times(arm => echo(arm).p50),
          1.3,
        ),
        judge(
          'Echo p95, times that of bare',
          times(arm => echo(arm).p95),
          1.3,
        ),
        `VS Code ${version} in headless Chromium. Tasks are those of Chromium's own trace of the page's main thread; "longest" is the mean and "busy" the median of the rounds.`,
        'The file is shown twice: on the left one reads along, on the right one types. Bare streams the same answer in, but applies what this extension wrote, at the same times.',
      ],
    },
    {
      title: 'Event loop of the extension host, lateness in ms',
      columns: ['arm', 'p50', 'p99', 'p99 of worst round', 'max'],
      rows: arms.map(arm => [
        names[arm],
        median(arm, ({ loop }) => loop.p50),
        median(arm, ({ loop }) => loop.p99),
        round(Math.max(...all(arm, ({ loop }) => [loop.p99]))),
        round(Math.max(...all(arm, ({ loop }) => [loop.max]))),
      ]),
      notes: [
        judge(
          'p99',
          median('ours', ({ loop }) => loop.p99),
          16,
        ),
        'p50 and p99 are the median of the rounds.',
      ],
    },
  ];
}
