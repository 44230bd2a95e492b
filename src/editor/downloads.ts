import * as v from 'valibot';
import type * as vscode from 'vscode';

/** A model that was downloaded because a person said so here. */
export type Download = v.InferOutput<typeof download>;

const download = v.variant('by', [
  /** Into the cache of llama.cpp. */
  v.object({ by: v.literal('llama.cpp'), repository: v.string() }),
  /** Into the library of the Ollama at an address without a path. */
  v.object({ by: v.literal('ollama'), address: v.string(), tag: v.string() }),
]);

/** Under this name they are remembered. */
const remembered = 'codexSpark.downloads';

/** The models that were downloaded from here, so that they can be removed with all the rest. */
export function downloads(memory: Pick<vscode.Memento, 'get'>): readonly Download[] {
  const parsed = v.safeParse(v.array(download), memory.get(remembered));
  return parsed.success ? parsed.output : [];
}

/** Remembers a download. */
export async function rememberDownload(
  memory: Pick<vscode.Memento, 'get' | 'update'>,
  one: Download,
): Promise<void> {
  const known = downloads(memory);
  if (known.some(other => JSON.stringify(other) === JSON.stringify(one))) return;
  await memory.update(remembered, [...known, one]);
}
