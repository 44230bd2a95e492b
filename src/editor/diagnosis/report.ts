import { inFigures, t } from '../../common/l10n';
import type { StepReport } from './step';

const mark: Readonly<Record<StepReport['outcome'], string>> = {
  ok: '✓',
  failed: '✗',
  skipped: '–',
  'not reached': '·',
};

/** The diagnosis as a Markdown page: the verdict first, then every step. */
export function diagnosisPage(endpoint: string, reports: readonly StepReport[]): string {
  const failure = reports.find(report => report.outcome === 'failed');
  const verdict = failure
    ? `**${t('{0} failed.', failure.name)}** ${failure.detail}${failure.advice ? `\n\n${failure.advice}` : ''}`
    : `**${t('Everything works.')}**`;
  const rows = reports.map(({ name, outcome, detail, ms }) => {
    const time = ms === undefined ? '' : `${inFigures(ms, ms < 10 ? 1 : 0)}\u00a0ms`;
    return `| ${mark[outcome]} | ${cell(name)} | ${cell(outcome === 'not reached' ? t('not reached') : detail)} | ${time} |`;
  });
  return [
    `# ${t('Codex Spark: connection')}`,
    '',
    `${t('Endpoint')}: \`${endpoint}\``,
    '',
    verdict,
    '',
    `| | ${t('Step')} | ${t('What was seen')} | ${t('Time')} |`,
    '| --- | --- | --- | ---: |',
    ...rows,
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replaceAll('|', '\\|');
}
