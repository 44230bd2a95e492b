/** What a failure says, whatever was thrown. @param otherwise what it says where no `Error` was thrown */
export function messageOf(thrown: unknown, otherwise = String(thrown)): string {
  return thrown instanceof Error ? thrown.message : otherwise;
}

/** What was thrown, or the reason of an aborted signal, as an `Error`. @param otherwise its message where it is none */
export function toError(thrown: unknown, otherwise?: string): Error {
  return thrown instanceof Error ? thrown : new Error(messageOf(thrown, otherwise));
}

/** The code of an error, such as `ECONNRESET`; undefined where it has none, or was no `Error`. */
export function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : undefined;
}
