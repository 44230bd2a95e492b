import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import { launchChromium } from '../../../scripts/host/launchChromium.mjs';

const facts = v.object({
  origin: v.string(),
  authority: v.string(),
  logs: v.string(),
  settingsFile: v.string(),
  browser: v.string(),
  pictures: v.string(),
  samples: v.string(),
});

/** The running VS Code server that the end-to-end tests use, and what they need besides. Paths are absolute. */
export type E2eHost = v.InferOutput<typeof facts>;

/**
 * What `npm test` started for this run.
 *
 * @throws when the tests were not started by it
 */
export function e2eHost(): E2eHost {
  const given = process.env['CODEX_SPARK_E2E'];
  if (given === undefined) {
    throw new Error('These tests need a running VS Code. Start them with: npm test -- --only e2e');
  }
  return v.parse(facts, JSON.parse(given));
}

/** Starts the browser of the run; whoever calls closes it. */
export async function openBrowser(host: E2eHost): Promise<Browser> {
  await mkdir(host.pictures, { recursive: true });
  return await launchChromium(host.browser, { endOnSignal: true });
}

/** Where a picture of that name goes. */
export function pictureFile(host: E2eHost, name: string): string {
  return path.join(host.pictures, `${name.replace(/[^\w-]+/g, '-')}.png`);
}
