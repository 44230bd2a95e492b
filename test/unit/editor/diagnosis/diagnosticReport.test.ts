import assert from 'node:assert/strict';
import { diagnosticReport, type ReportFacts } from '../../../../src/editor/diagnosis/diagnosticReport';

const facts: ReportFacts = {
  extensionVersion: '0.1.0',
  vscodeVersion: '1.106.0',
  platform: 'linux x64',
  host: 'desktop',
  home: '/home/jo doe',
  endpoints: [
    {
      title: 'Local (no model)',
      uses: '',
      server: '',
      state: { word: 'Connected', level: 'good', detail: '' },
      abilities: [
        { name: 'warm-up', able: true },
        { name: 'steering', able: false },
      ],
      figures: [{ label: 'First token', value: '3.2 ms', detail: 'p95 9.0 ms' }],
      turns: [
        {
          id: 1,
          lane: 'inline',
          status: 'completed',
          reason: undefined,
          startMs: 0,
          queuedMs: 0.1,
          firstTokenMs: 3.25,
          totalMs: 8,
          tokensPerSecond: 900,
          bytesUp: 312,
          bytesDown: 4000,
        },
      ],
    },
  ],
  log: ['info socket opened n=1'],
};

describe('diagnosticReport', () => {
  it('reads like this', () => {
    assert.equal(
      diagnosticReport(facts),
      `## Codex Spark Live: diagnostic report

- Extension 0.1.0, VS Code 1.106.0, linux x64, desktop
- Endpoint: Local (no model), Connected
- Can: warm-up
- First token: 3.2 ms (p95 9.0 ms)

| Lane | End | Queued | First token | Total | Sent | Received |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
| inline | completed | 0.1 ms | 3.3 ms | 8.0 ms | 312 B | 4000 B |

\`\`\`text
info socket opened n=1
\`\`\`
`,
    );
  });

  it('lets no folder through, and leaves addresses as they are', () => {
    const log = [
      "warn ENOENT: no such file, open '/home/jo doe/secret-project/src/a.ts'",
      'warn cannot read C:\\Users\\jo\\secret-project\\a.ts',
      'info cannot read \\\\server\\secret-share\\b.pem',
      'info opened file:///srv/secret-project/c.ts',
      'info at /opt/secret-place/bin/llama-server exited',
      'info connection endpoint=wss://127.0.0.1:8645/v1/responses',
      'info type text/plain, 3/4 done',
    ];
    const report = diagnosticReport({ ...facts, log });
    assert.doesNotMatch(report, /secret|jo doe|Users/);
    for (const kept of ['a.ts', 'b.pem', 'c.ts', 'llama-server exited', 'wss://127.0.0.1:8645/v1/responses'])
      assert.ok(report.includes(kept), kept);
    assert.ok(report.includes('type text/plain, 3/4 done'));
  });

  it('lets no key through, even if a server puts one into its words', () => {
    const log = [
      'warn error="Incorrect API key provided: sk-proj-abcdefgh12345678"',
      'info Authorization: Bearer abc.def.ghi',
      'info url=https://h/v1?api-key=hunter2&x=1',
    ];
    const report = diagnosticReport({ ...facts, log });
    assert.doesNotMatch(report, /abcdefgh|abc\.def|hunter2/);
    assert.match(report, /sk-\*\*\*/);
  });

  it('tells of each endpoint, what uses it and what stands behind it', () => {
    const [first] = facts.endpoints;
    assert.ok(first);
    const second = { ...first, title: 'fast', uses: 'Suggestions', server: 'vLLM, m, asked through chat' };
    const report = diagnosticReport({ ...facts, endpoints: [first, second] });
    assert.match(
      report,
      /4000 B \|\n\n- Endpoint: fast for suggestions, Connected\n- Server: vLLM, m, asked through chat\n/,
    );
  });

  it('works without a connection', () => {
    assert.match(diagnosticReport({ ...facts, endpoints: [] }), /endpoint setting is not usable/);
  });
});
