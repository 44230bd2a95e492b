import { cut } from './snippet';
import { estimateTokens } from '../../common/tokenEstimate';

/** One finding of a language service. Lines are zero-based. */
export interface Finding {
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** The code it is about. */
  readonly code: string;
}

/** Further away than this, in lines, a finding is about something else. */
const reach = 20;
const mostFindings = 5;
const longestMessage = 160;
const longestCode = 40;

/**
 * The findings near the cursor as text, one a line in the order of the document: `12: error: Cannot find name 'a'.`
 * Errors come before warnings and near ones before far ones where there is no room for all; empty when there are none.
 */
export function findingsText(findings: readonly Finding[], line: number, budget: number): string {
  let left = budget;
  const distance = (finding: Finding): number => Math.abs(finding.line - line);
  const rank = ({ severity }: Finding): number => (severity === 'error' ? 0 : 1);
  return findings
    .filter(finding => distance(finding) <= reach)
    .sort((a, b) => rank(a) - rank(b) || distance(a) - distance(b))
    .slice(0, mostFindings)
    .map(finding => ({ line: finding.line, text: textOf(finding) }))
    .filter(({ text }) => {
      const tokens = estimateTokens(text);
      if (tokens > left) return false;
      left -= tokens;
      return true;
    })
    .sort((a, b) => a.line - b.line)
    .map(({ text }) => text)
    .join('\n');
}

function textOf({ line, severity, message, code }: Finding): string {
  const short = cut(firstLine(message), longestMessage);
  const about = cut(firstLine(code), longestCode);
  return `${line + 1}: ${severity}: ${short}${short.includes(about) ? '' : ` (${about})`}`;
}

function firstLine(text: string): string {
  return text.replace(/\n[^]*/, '').trim();
}
