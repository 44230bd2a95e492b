import { t } from '../../common/l10n';

/** What the tour says. What was recorded stays in the language it was recorded in. */
export interface TourWords {
  readonly begin: string;
  readonly typing: string;
  readonly noSuggestion: string;
  readonly ghost: string;
  readonly tab: string;
  readonly word: string;
  readonly typedOver: string;
  readonly rewrite: string;
  streams(instruction: string): string;
  redirected(instruction: string): string;
  readonly review: string;
  readonly chat: string;
  asked(question: string): string;
  turned(text: string): string;
  readonly end: string;
}

/** The same in the language of the window. @param stepByStep each answer is there before it is redirected */
export function tourWords(stepByStep: boolean): TourWords {
  return {
    begin: stepByStep
      ? t('What you see was recorded. It comes over the real connection, and nothing moves by itself.')
      : t('What you see was recorded. It is played at 1,000 tokens per second, over the real connection.'),
    typing: t('A comment is typed, and nothing of the function behind it.'),
    noSuggestion: t('Suggestions are switched off in your settings, so there is none to show.'),
    ghost: t(
      'Ghost text. Its first lines are shown as soon as they are there, and it grows in place when the rest comes.',
    ),
    tab: t('Tab takes it. What follows is on screen at once: it was part of the same answer.'),
    word: t('Ctrl+Right (macOS: Cmd+Right) takes the next word.'),
    typedOver: t('Whoever types something else wins: the suggestion is gone, and the answer to it ends.'),
    rewrite: t('Next, a function is rewritten, and redirected to something else.'),
    streams: instruction => t('A rewrite: "{0}".', instruction),
    redirected: instruction =>
      stepByStep
        ? t('Redirected: "{0}". The lines of this answer take the place of those of the first.', instruction)
        : t(
            'Redirected midway: "{0}". The first answer ended there; the lines of the second take its place.',
            instruction,
          ),
    review: t('Every change waits to be accepted or rejected, by the buttons above it or by keys.'),
    chat: t('Last, the chat: it is redirected, too.'),
    asked: question => t('Asked: "{0}".', question),
    turned: text =>
      stepByStep
        ? t('Followed up: "{0}". While an answer runs, the same message redirects it.', text)
        : t('Redirected midway: "{0}". What was said before is folded, and the same answer goes on.', text),
    end: t('That was the recording. Everything it opened closes now.'),
  };
}
