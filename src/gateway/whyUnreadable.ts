import { messageOf } from '../common/thrown';

/** Why a file that the user has named cannot be read, as the end of a sentence. */
export function whyUnreadable(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'there is no such file';
  return messageOf(error);
}
