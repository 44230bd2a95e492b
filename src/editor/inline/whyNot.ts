import { t } from '../../common/l10n';
import type { Ineligibility } from '../../completion/eligibility';
import type { RequestOutcome } from '../../completion/answers/requestLog';
import type { SessionState } from '../../session/session';

/** Everything that may keep a suggestion from a place. */
export interface WhyFacts {
  /** The place; undefined where no editor has the focus. */
  readonly place:
    | {
        readonly languageId: string;
        readonly cursors: number;
        readonly hasSelection: boolean;
        readonly lineTooLong: boolean;
        /** Whether the tab stops of a snippet are being filled in, where VS Code hides suggestions. */
        readonly inSnippet: boolean;
        /** `editor.inlineSuggest.enabled`. */
        readonly editorShows: boolean;
        /** `codexSpark.inline.mode` is `onDemand` there. */
        readonly byHand: boolean;
        /** Why the document gets none; undefined when it does. */
        readonly off: Ineligibility | undefined;
      }
    | undefined;
  /** The connection; undefined while the settings cannot be used. */
  readonly state: SessionState | undefined;
  /** Whether VS Code has stopped asking although keys were typed there: nothing but snoozing is known to do that. */
  readonly silent: boolean;
  readonly outcome: RequestOutcome;
}

/** Something the user can do about it. */
export type WhyAction =
  | 'Turn On'
  | 'Turn On for This Language'
  | 'Turn On for Settings Files'
  | 'Turn On in the Editor'
  | 'Open the Ignore File'
  | 'End the Snooze'
  | 'Test Connection'
  | 'Reconnect'
  | 'Open Settings'
  | 'Open Inline Settings'
  | 'Ask Now'
  | 'Show Log';

/** What stands on the buttons. */
export const actionWords: Readonly<Record<WhyAction, string>> = {
  'Turn On': t('Turn On'),
  'Turn On for This Language': t('Turn On for This Language'),
  'Turn On for Settings Files': t('Turn On for Settings Files'),
  'Turn On in the Editor': t('Turn On in the Editor'),
  'Open the Ignore File': t('Open the Ignore File'),
  'End the Snooze': t('End the Snooze'),
  'Test Connection': t('Test Connection'),
  Reconnect: t('Reconnect'),
  'Open Settings': t('Open Settings'),
  'Open Inline Settings': t('Open Inline Settings'),
  'Ask Now': t('Ask Now'),
  'Show Log': t('Show Log'),
};

/** The answer: one reason, and what can be done. */
export interface Why {
  /** One sentence. */
  readonly text: string;
  readonly actions: readonly WhyAction[];
}

/** Says why there is no suggestion: the first reason that holds, from the outermost to the innermost. */
export function whyNot({ place, state, silent, outcome }: WhyFacts): Why {
  if (!place)
    return { text: t('No editor is open. Suggestions appear in the text that is edited.'), actions: [] };
  if (place.off) return { text: place.off.text, actions: [...actionsOf[place.off.kind]] };
  if (!state)
    return { text: t('The endpoint settings cannot be used.'), actions: ['Open Settings', 'Show Log'] };
  if (state.kind === 'refused' || state.kind === 'waiting') {
    const text = t('There is no connection: {0}', state.error.message);
    return { text, actions: ['Reconnect', 'Test Connection'] };
  }
  if (state.kind === 'connecting') return { text: t('The connection is being made.'), actions: ['Show Log'] };
  if (!place.editorShows) {
    const text = t('VS Code shows no inline suggestions: "editor.inlineSuggest.enabled" is off.');
    return { text, actions: ['Turn On in the Editor'] };
  }
  if (place.cursors > 1) {
    const text = t(
      'There are {0} cursors: a suggestion would be right for at most one of them.',
      place.cursors,
    );
    return { text, actions: [] };
  }
  if (place.hasSelection)
    return { text: t('Text is selected. Suggestions appear at a cursor.'), actions: [] };
  if (place.lineTooLong) {
    return {
      text: t('This line is too long: it is data or generated, so nothing is suggested in it.'),
      actions: [],
    };
  }
  if (place.inSnippet) {
    const text = t(
      'The tab stops of a snippet are being filled in, and VS Code hides suggestions until the last one is reached, or Escape is pressed.',
    );
    return { text, actions: [] };
  }
  if (silent && !place.byHand && outcome.kind !== 'suggestion' && outcome.kind !== 'shown') {
    const text = t(
      'VS Code did not ask for suggestions at your last keystrokes. It does not ask while they are snoozed.',
    );
    return { text, actions: ['End the Snooze', 'Ask Now'] };
  }
  if (place.byHand && outcome.kind === 'unasked') {
    const text = t(
      'Suggestions come only when you ask for one, as set in "codexSpark.inline.mode": run "Trigger Inline Suggestion".',
    );
    return { text, actions: ['Ask Now', 'Open Inline Settings'] };
  }
  return ofOutcome(outcome);
}

const actionsOf: Readonly<Record<Ineligibility['kind'], readonly WhyAction[]>> = {
  disabled: ['Turn On'],
  scheme: [],
  secret: [],
  ignored: ['Open the Ignore File'],
  reading: [],
  settings: ['Turn On for Settings Files'],
  language: ['Turn On for This Language'],
  mode: ['Turn On for This Language', 'Open Inline Settings'],
};

function ofOutcome(outcome: RequestOutcome): Why {
  switch (outcome.kind) {
    case 'unasked':
      return {
        text: t('Nothing was asked at this place yet. Suggestions come while you type.'),
        actions: ['Ask Now'],
      };
    case 'tooShort': {
      const text = t(
        'Suggestions begin at {0} characters on the line, as set in "codexSpark.inline.minLength".',
        outcome.minLength,
      );
      return { text, actions: ['Ask Now', 'Open Inline Settings'] };
    }
    case 'delayed':
      return {
        text: t(
          'The request waits for a pause in the typing, as set in "codexSpark.inline.delay" or learnt from your rhythm.',
        ),
        actions: ['Ask Now', 'Open Inline Settings'],
      };
    case 'waiting':
      return { text: t('The suggestion is being generated.'), actions: [] };
    case 'shown':
      return {
        text: t(
          'There is one, and VS Code was given it here. If you do not see it, it was dismissed with Escape, a snippet is being filled in, or another extension shows its own.',
        ),
        actions: ['Ask Now'],
      };
    case 'suggestion':
      return {
        text: t('There is one, but VS Code has not asked for it here, or another extension answered first.'),
        actions: ['Ask Now'],
      };
    case 'nothing':
      return { text: t('The endpoint had nothing to suggest here.'), actions: ['Show Log'] };
    case 'filtered':
      return {
        text: t(
          'There was an answer, but nothing to show in it: {0} (filter "{1}").',
          outcome.because,
          outcome.filter,
        ),
        actions: [],
      };
    case 'failed':
      return {
        text: t('The request failed: {0}', outcome.message),
        actions: ['Ask Now', 'Test Connection'],
      };
    case 'cancelled':
      return {
        text: t('The request was given up, because the typing went another way.'),
        actions: ['Ask Now'],
      };
  }
}
