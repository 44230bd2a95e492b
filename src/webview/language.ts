import { languageOf, speak } from '../common/l10n';

// The entry points import this before anything else. The host has put the messages into the page; none in English.
const { messages } = document.body.dataset;
if (messages !== undefined) speak(languageOf(document.documentElement.lang, bundleOf(JSON.parse(messages))));

function bundleOf(parsed: unknown): Readonly<Record<string, string>> {
  if (typeof parsed !== 'object' || parsed === null) return {};
  return Object.fromEntries(
    Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
