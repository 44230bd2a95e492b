import assert from 'node:assert/strict';
import {
  headline,
  hover,
  otherEndpoint,
  type StatusFacts,
  type StatusFigures,
} from '../../../../src/editor/status/statusText';
import { connectionError, wireError } from '../../../../src/protocol/errors';

const ready: StatusFacts = {
  state: { kind: 'ready' },
  trouble: undefined,
  endpointName: 'Local (no model)',
  local: true,
  off: undefined,
  byHand: false,
  busy: false,
  languageId: 'typescript',
  others: [],
};

const figures: StatusFigures = {
  metrics: {
    connects: 1,
    reconnects: 0,
    failedConnects: 0,
    lastConnectMs: 12,
    turns: { completed: 0, incomplete: 0, cancelled: 0, failed: 0 },
    bytesUp: 0,
    bytesDown: 0,
    malformedFrames: 0,
    firstToken: { p50: undefined, p95: undefined },
    lastTokensPerSecond: undefined,
  },
  last: undefined,
};

const error = connectionError('The port is closed.');

describe('headline', () => {
  const table: [change: Partial<StatusFacts>, text: string, severity: string][] = [
    [{}, '$(zap) Local (no model)', 'normal'],
    [{ state: { kind: 'idle' } }, '$(zap) Local (no model)', 'normal'],
    [{ busy: true }, '$(loading~spin) Local (no model)', 'normal'],
    [{ byHand: true }, '$(zap) Local (no model): on demand', 'normal'],
    [{ byHand: true, busy: true }, '$(loading~spin) Local (no model)', 'normal'],
    [{ byHand: true, off: 'Off.' }, '$(circle-slash) Local (no model): off', 'normal'],
    [{ state: { kind: 'connecting' } }, '$(sync~spin) Local (no model): connecting', 'normal'],
    [{ off: 'Off for this file.' }, '$(circle-slash) Local (no model): off', 'normal'],
    [{ off: 'Off for this file.', busy: true }, '$(circle-slash) Local (no model): off', 'normal'],
    [
      { state: { kind: 'waiting', retryInMs: 5, error } },
      '$(warning) Local (no model): no connection, trying again',
      'warning',
    ],
    [{ trouble: error }, '$(warning) Local (no model): requests fail', 'warning'],
    [{ trouble: error, off: 'Off.' }, '$(circle-slash) Local (no model): off', 'normal'],
    [{ state: { kind: 'refused', error }, off: 'Off.' }, '$(error) Local (no model): no connection', 'error'],
  ];
  for (const [change, text, severity] of table) {
    it(text, () => {
      const status = headline({ ...ready, ...change });
      assert.deepEqual([status.text, status.severity], [text, severity]);
      assert.doesNotMatch(status.label, /\$\(/);
    });
  }

  it('says to a screen reader what the icon says', () => {
    assert.equal(headline(ready).label, 'Codex Spark, Local (no model), ready');
    assert.equal(headline({ ...ready, busy: true }).label, 'Codex Spark, Local (no model), generating');
  });
});

describe('hover', () => {
  it('says what the embedded engine is', () => {
    assert.match(hover(ready, figures).lines.join('\n'), /not a language model/);
    assert.doesNotMatch(hover({ ...ready, local: false }, figures).lines.join('\n'), /not a language model/);
  });

  it('says what is wrong, why it is off, and how fast it is', () => {
    const { lines } = hover(
      { ...ready, local: false, endpointName: 'spark', state: { kind: 'refused', error }, off: 'Off.' },
      {
        metrics: { ...figures.metrics, firstToken: { p50: 3.4, p95: 9.6 } },
        last: { totalMs: 70, firstTokenMs: 4.4, tokensPerSecond: 1234.5 },
      },
    );
    assert.deepEqual(lines, [
      'spark: no connection',
      'The port is closed.',
      'Off.',
      'Last suggestion: first token after 4 ms, then 1235 tokens/s',
      'First token, all: 3 ms (p50), 10 ms (p95)',
    ]);
  });

  it('says how to go on where a service tier is refused', () => {
    const refused = { ...wireError({ status: 400, message: 'No ultrafast here.' }), kind: 'tier' as const };
    const { lines } = hover({ ...ready, local: false, trouble: refused }, figures);
    assert.match(lines.join('\n'), /No ultrafast here\. Set "codexSpark\.serviceTierFallback"/);
  });

  it('says how to get a suggestion where they come on demand', () => {
    const said = (change: Partial<StatusFacts>): string =>
      hover({ ...ready, ...change }, figures).lines.join('\n');
    assert.match(said({ byHand: true }), /when you ask for one/);
    assert.doesNotMatch(said({ byHand: true, off: 'Off.' }), /when you ask for one/);
    assert.doesNotMatch(said({}), /when you ask for one/);
  });

  it('offers to turn the language on or off where there is one', () => {
    const commands = (facts: StatusFacts): string[] => hover(facts, figures).links.map(link => link.command);
    assert.ok(commands(ready).includes('toggleLanguage'));
    assert.ok(!commands({ ...ready, languageId: undefined }).includes('toggleLanguage'));
  });

  it('names the endpoints of edits and chat where they are other ones', () => {
    const others = ['Edits and chat: strong, ready'];
    assert.equal(hover({ ...ready, others }, figures).lines.at(-1), others[0]);
  });

  describe('says in words what is wrong and what helps', () => {
    const refused = connectionError('connect ECONNREFUSED 127.0.0.1:9', 'ECONNREFUSED');
    const table: [problem: StatusFacts['trouble'], local: boolean, says: RegExp][] = [
      [refused, false, /^Nothing listens at this address\. \(ECONNREFUSED\) Check host and port/],
      [refused, true, /^Nothing listens at this address\. \(ECONNREFUSED\)$/],
      [wireError({ status: 401, message: 'bad' }), false, /does not accept the API key.*Set API Key/],
      [wireError({ status: 429, message: '20 requests a minute' }), false, /^20 requests a minute$/],
      [connectionError('odd', 'EODD'), false, /^odd The log says more/],
    ];
    for (const [problem, local, says] of table) {
      it(String(says), () => {
        const { lines } = hover({ ...ready, local, trouble: problem }, figures);
        assert.match(lines[1] ?? '', says);
      });
    }
  });

  it('says why requests fail', () => {
    assert.ok(hover({ ...ready, trouble: error }, figures).lines.includes(error.message));
  });
});

describe('otherEndpoint', () => {
  const table: [state: StatusFacts['state'], trouble: StatusFacts['trouble'], text: string][] = [
    [{ kind: 'ready' }, undefined, 'Chat: strong, ready'],
    [{ kind: 'idle' }, undefined, 'Chat: strong, ready'],
    [{ kind: 'refused', error }, undefined, 'Chat: strong, no connection. The port is closed.'],
    [{ kind: 'ready' }, error, 'Chat: strong, requests fail. The port is closed.'],
  ];
  for (const [state, trouble, text] of table)
    it(text, () =>
      assert.equal(otherEndpoint('Chat', { title: 'strong', session: { state }, trouble }), text),
    );
});
