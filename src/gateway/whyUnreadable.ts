import { codeOf, messageOf } from '../common/thrown';

/** Why a file that the user has named cannot be read, as the end of a sentence. */
export function whyUnreadable(error: unknown): string {
  if (codeOf(error) === 'ENOENT') return 'there is no such file';
  return messageOf(error);
}
