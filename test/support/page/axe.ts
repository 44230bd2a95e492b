import axe from 'axe-core';
import type { Page } from 'playwright-core';
import * as v from 'valibot';

/** What stands in the way of somebody: the rule, how bad it is, where, and what is wrong. */
const findings = v.array(
  v.object({ id: v.string(), impact: v.nullish(v.string()), where: v.array(v.string()) }),
);

/** Rules that do not fit what is looked at, and why. */
const off: Readonly<Record<string, string>> = {
  'heading-order': 'the headings of an answer are as its model wrote them',
  'aria-allowed-role':
    'a message has several lines and a list of mentions: no element is a combobox with lines',
};

const run = `async off => {
  const found = await axe.run(document, {
    resultTypes: ['violations'],
    // It would fetch the style sheets once more, which the policy of the page forbids.
    preload: false,
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: Object.fromEntries(off.map(rule => [rule, { enabled: false }])),
  });
  return found.violations.map(({ id, impact, nodes }) => ({
    id,
    impact,
    where: nodes.map(({ target, any }) => target.join(' ') + ' ' + (any[0]?.message ?? '')),
  }));
}`;

/** Looks with axe for what keeps people out of a page as it is, however little. Empty when there is nothing. */
export async function barriers(page: Page): Promise<readonly string[]> {
  // Not by a script element: the policy of the page allows none but its own.
  await page.evaluate(`window.axe === undefined && (() => { ${axe.source} })()`);
  const found = v.parse(findings, await page.evaluate(`(${run})(${JSON.stringify(Object.keys(off))})`));
  return found.flatMap(({ id, impact, where }) => where.map(place => `${impact} ${id}: ${place}`));
}
