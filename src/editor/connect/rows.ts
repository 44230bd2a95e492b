import { t } from '../../common/l10n';
import type { LiveTest } from './liveTest';
import type { Choice } from './quickInputs';

/**
 * The rows under a text: what is typed can always be taken as it is, and the model of before comes first.
 * @param meant the models that are meant to be used there: they come next, also while the server has not told its list
 */
export function modelRows(
  ids: readonly string[],
  typed: string,
  current: string,
  modelWord: string,
  meant: readonly string[] = [],
): readonly Choice<string>[] {
  const first = ids.length === 0 ? meant : meant.filter(id => ids.includes(id));
  const known = [
    ...first.map(id => ({ label: id, description: t('for this tier'), value: id })),
    ...ids.filter(id => !first.includes(id)).map(id => ({ label: id, value: id })),
  ];
  const before = current === '' ? [] : [{ label: current, description: t('as it is now'), value: current }];
  const rest = known.filter(({ value }) => value !== current);
  if (typed === '' || typed === current || known.some(({ value }) => value === typed))
    return [...before, ...rest];
  const own = {
    label: typed,
    description: t('use this {0}', modelWord),
    alwaysShow: true,
    value: typed,
    isTyped: true,
  };
  return [...before, ...rest, own];
}

/** What a test can be answered with. `choose`: it is good, and what is to use it is asked. */
export type TestAnswer = 'go on' | 'again' | 'choose';

/** What can be done after a test. @param found whether the server was found running: it is for suggestions then */
export function testRows({ works, summary, how }: LiveTest, found = false): readonly Choice<TestAnswer>[] {
  const again = { label: t('$(refresh) Test again'), alwaysShow: true, value: 'again' } as const;
  const detail = how === '' ? {} : { detail: how };
  if (!works)
    return [
      { ...again, label: `$(error) ${summary}`, description: t('test again'), ...detail },
      { label: t('$(save) Keep it all the same'), alwaysShow: true, value: 'go on' },
    ];
  return [
    {
      label: `$(pass) ${summary}`,
      description: found ? t('use it for suggestions') : t('use it'),
      ...detail,
      alwaysShow: true,
      value: 'go on',
    },
    ...(found
      ? [
          {
            label: t('$(list-selection) Choose what it is used for'),
            alwaysShow: true,
            value: 'choose',
          } as const,
        ]
      : []),
    again,
  ];
}
