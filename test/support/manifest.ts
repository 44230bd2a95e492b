import { readFileSync } from 'node:fs';
import * as v from 'valibot';

// What `package.json` contributes to VS Code, typed as far as tests read it.

const setting = v.looseObject({
  type: v.union([v.string(), v.array(v.string())]),
  default: v.unknown(),
  order: v.number(),
  scope: v.optional(v.string()),
  enum: v.optional(v.array(v.string())),
  enumDescriptions: v.optional(v.array(v.string())),
  markdownEnumDescriptions: v.optional(v.array(v.string())),
  description: v.optional(v.string()),
  markdownDescription: v.optional(v.string()),
  markdownDeprecationMessage: v.optional(v.string()),
});

/** One setting as the manifest declares it. */
export type Setting = v.InferOutput<typeof setting>;

const group = v.object({
  title: v.string(),
  order: v.number(),
  properties: v.record(v.string(), setting),
});

/** The contributions of the manifest. */
export const contributions = v.object({
  commands: v.array(
    v.object({
      command: v.string(),
      title: v.string(),
      category: v.string(),
    }),
  ),
  configuration: v.array(group),
  keybindings: v.array(
    v.object({
      command: v.string(),
      key: v.string(),
      mac: v.optional(v.string()),
      when: v.optional(v.string()),
    }),
  ),
});

const englishWords = v.parse(
  v.record(v.string(), v.string()),
  JSON.parse(readFileSync('package.nls.json', 'utf8')),
);

/** `package.json` as an English VS Code reads it: every `%key%` in its words. */
export const manifestText = readFileSync('package.json', 'utf8').replaceAll(
  /"%([^%"]+)%"/g,
  (written, key: string) => JSON.stringify(englishWords[key] ?? written),
);

/** The manifest at the root of the repository, in English. */
export const manifest = v.parse(
  v.object({ engines: v.object({ vscode: v.string() }), contributes: contributions }),
  JSON.parse(manifestText),
);

/** All settings of all groups, by full name. */
export function settingsOf(
  groups: v.InferOutput<typeof contributions>['configuration'],
): Map<string, Setting> {
  return new Map(groups.flatMap(({ properties }) => Object.entries(properties)));
}

/** The settings of the manifest, by full name. */
export const settings = settingsOf(manifest.contributes.configuration);
