/** Something the user who started the gateway can mend: a wrong option, a missing file. Ends it with code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
