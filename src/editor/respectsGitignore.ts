/** Where a setting stands, and what there; as VS Code tells it. */
export interface SettingPlaces {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/**
 * Whether `.gitignore` keeps files from being sent. It does unless the user says otherwise, under the name of the
 * setting or, where that is not set, under the one it had before. A workspace can only say under the former name that it
 * does: what somebody else wrote may keep more back, and never less.
 */
export function respectsGitignore(
  now: SettingPlaces | undefined,
  before: SettingPlaces | undefined,
): boolean {
  if (before?.workspaceValue === true || before?.workspaceFolderValue === true) return true;
  return (now?.globalValue ?? before?.globalValue) !== false;
}
