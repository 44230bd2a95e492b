import type { EndpointPicture } from '../sessionView/messages';

/** What a report tells. Nothing of it may hold code, prompts, keys or folders of a person's machine. */
export interface ReportFacts {
  readonly extensionVersion: string;
  readonly vscodeVersion: string;
  /** Such as `linux x64`. */
  readonly platform: string;
  /** `desktop`, `server` and the like. */
  readonly host: string;
  /** The person's own folder, absolute. */
  readonly home: string;
  /** The endpoints in use. */
  readonly endpoints: readonly EndpointPicture[];
  /** The latest lines of the log. */
  readonly log: readonly string[];
}

/** A report to paste into a bug report, as Markdown. */
export function diagnosticReport(facts: ReportFacts): string {
  const lines = [
    '## Codex Spark Live: diagnostic report',
    '',
    `- Extension ${facts.extensionVersion}, VS Code ${facts.vscodeVersion}, ${facts.platform}, ${facts.host}`,
    ...(facts.endpoints.length > 0
      ? facts.endpoints.flatMap((picture, at) => [...(at > 0 ? [''] : []), ...endpointLines(picture)])
      : ['- No connection: the endpoint setting is not usable.']),
  ];
  return [
    ...lines,
    '',
    '```text',
    ...facts.log.map(line => withoutPaths(withoutSecrets(line), facts.home)),
    '```',
    '',
  ].join('\n');
}

function endpointLines(picture: EndpointPicture): readonly string[] {
  const { title, uses, state, server, abilities, figures, turns } = picture;
  const can = abilities.filter(({ able }) => able).map(({ name }) => name);
  return [
    `- Endpoint: ${title}${uses ? ` for ${uses.toLowerCase()}` : ''}, ${state.word}${state.detail ? ` (${state.detail})` : ''}`,
    ...(server ? [`- Server: ${server}`] : []),
    `- Can: ${can.join(', ') || 'nothing beyond plain turns'}`,
    ...figures.map(({ label, value, detail }) => `- ${label}: ${value} (${detail})`),
    '',
    '| Lane | End | Queued | First token | Total | Sent | Received |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...turns
      .slice(-20)
      .map(
        turn =>
          `| ${turn.lane} | ${turn.status} | ${ms(turn.queuedMs)} | ${ms(turn.firstTokenMs)} | ${ms(turn.totalMs)} | ${turn.bytesUp} B | ${turn.bytesDown} B |`,
      ),
  ];
}

function ms(value: number | undefined): string {
  return value === undefined ? '' : `${value.toFixed(1)} ms`;
}

/** A second lock on the door: the log holds no keys, but a server's own words are in it too. */
function withoutSecrets(line: string): string {
  return line
    .replace(/\b(Bearer\s+)\S+/gi, '$1***')
    .replace(/\b(sk|pk|key|token)[-_][A-Za-z0-9_-]{8,}/gi, '$1-***')
    .replace(/([?&](?:key|token|api[-_]?key)=)[^&\s"]+/gi, '$1***');
}

/** Names of folders tell who somebody is and what they work on. Of a path the last name is left; addresses stay as they are. */
function withoutPaths(line: string, home: string): string {
  return (home.length > 1 ? line.replaceAll(home, '…') : line)
    .replace(/\b(?:file|vscode-[a-z]+):\/\/\S*[\\/]/gi, '…/')
    .replace(/(?<![\w:/\\.])(?:[A-Za-z]:)?(?:[\\/]{1,2}[^\s\\/:"'<>|]+)+(?=[\\/])[\\/]/g, '…/')
    .replace(/(?<![\w:/\\.…])[A-Za-z]:[\\/]/g, '…/');
}
