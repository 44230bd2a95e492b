import assert from 'node:assert/strict';
import { bytes, endpointPicture, serverWords } from '../../../../src/editor/sessionView/picture';
import { TurnHistory } from '../../../../src/editor/sessionView/turnHistory';
import { connectionError } from '../../../../src/protocol/errors';
import type { SessionState } from '../../../../src/session/session';
import type { TurnResult } from '../../../../src/session/turn';

const facts = {
  title: 'Local (no model)',
  uses: '',
  trouble: undefined,
  announcement: undefined,
  profile: {
    concurrentLanes: true,
    namedLanes: true,
    steer: false,
    warmUp: true,
    cancelMessage: true,
    incremental: true,
    maxInFlight: 16,
    maxLanes: 32,
    maxConnectionMs: 3_600_000,
    answersBare: true,
    cacheFields: [],
    diagnosesCache: true,
  },
  metrics: {
    connects: 2,
    reconnects: 1,
    failedConnects: 3,
    lastConnectMs: 12,
    turns: { completed: 6, incomplete: 0, cancelled: 3, failed: 1 },
    bytesUp: 12_000,
    bytesDown: 2_500_000,
    malformedFrames: 0,
    firstToken: { p50: 3.21, p95: 45.6 },
    lastTokensPerSecond: 1234.4,
  },
  turns: [],
};

describe('endpointPicture', () => {
  it('puts the figures into words', () => {
    const { figures } = endpointPicture({ ...facts, state: { kind: 'ready' } });
    assert.deepEqual(
      figures.map(({ label, value, detail }) => `${label}: ${value} (${detail})`),
      [
        'First token: 3.2 ms (p95 46 ms)',
        'Speed: 1234 (tokens/s, last answer)',
        'Turns: 10 (3 cancelled, 1 failed)',
        'Sockets: 2 (1 reconnects, 3 failed)',
        'Sent: 12.0 KB (1.2 KB per turn)',
        'Received: 2.5 MB (250.0 KB per turn)',
      ],
    );
  });

  const error = connectionError('The port is closed.');
  const states: [state: SessionState, said: string][] = [
    [{ kind: 'ready' }, 'good Connected '],
    [{ kind: 'idle' }, 'busy Idle Connects when it is first used.'],
    [
      { kind: 'waiting', retryInMs: 1540, error },
      'bad Reconnecting Next attempt in 1.5 s. The port is closed.',
    ],
    [{ kind: 'refused', error }, 'bad No connection The port is closed.'],
  ];
  for (const [state, said] of states) {
    it(`says "${said}"`, () => {
      const { word, level, detail } = endpointPicture({ ...facts, state }).state;
      assert.equal(`${level} ${word} ${detail}`, said);
    });
  }
});

describe('endpointPicture of an endpoint whose requests fail', () => {
  it('says that it is connected, and why that is of no use', () => {
    const trouble = connectionError('There is no such model.');
    const { state } = endpointPicture({ ...facts, trouble, state: { kind: 'ready' } });
    assert.deepEqual(state, {
      word: 'Connected, but requests fail',
      level: 'bad',
      detail: 'There is no such model.',
    });
  });
});

describe('serverWords', () => {
  const said = {
    v: 1,
    engine: 'upstream',
    model: 'm-7b',
    concurrentLanes: true,
    steer: true,
    warmUp: true,
    cancel: true,
    incremental: true,
    maxInFlight: 16,
    maxLanes: 32,
    maxConnectionMs: 1,
  } as const;
  const table: [upstream: { server: string; api: string; completions: string } | undefined, words: string][] =
    [
      [undefined, ''],
      [{ server: 'unknown', api: 'unknown', completions: 'unknown' }, ''],
      [{ server: 'another server', api: 'chat', completions: 'chat' }, 'm-7b, asked through chat'],
      [{ server: 'Cerebras', api: 'chat', completions: 'chat' }, 'Cerebras, m-7b, asked through chat'],
      [
        { server: 'vLLM', api: 'chat', completions: 'completions (qwen)' },
        'vLLM, m-7b, asked through chat; completions (qwen) at the cursor',
      ],
    ];
  for (const [upstream, words] of table) {
    it(words || `nothing of ${upstream?.server ?? 'another server'}`, () =>
      assert.equal(serverWords({ ...said, ...(upstream ? { upstream } : {}) }), words),
    );
  }
});

describe('bytes', () => {
  const table: [number, string][] = [
    [0, '0 B'],
    [999.4, '999 B'],
    [4200, '4.2 KB'],
    [1_300_000, '1.3 MB'],
  ];
  for (const [value, text] of table) it(`${value} is ${text}`, () => assert.equal(bytes(value), text));
});

describe('TurnHistory', () => {
  const result = (totalMs: number): TurnResult => ({
    lane: 'inline',
    status: 'failed',
    text: '',
    error: connectionError('lost'),
    timings: { totalMs },
    bytes: { up: 1, down: 2 },
  });

  it('places turns on one time line and says why they ended', () => {
    const history = new TurnHistory();
    history.add(result(20), 1020);
    history.add(result(5), 1100);
    assert.deepEqual(
      history.turns.map(turn => [turn.id, turn.startMs, turn.reason]),
      [
        [1, 0, 'lost'],
        [2, 95, 'lost'],
      ],
    );
  });

  it('keeps only the latest', () => {
    const history = new TurnHistory(2);
    for (let i = 0; i < 5; i++) history.add(result(1), i);
    assert.deepEqual(
      history.turns.map(turn => turn.id),
      [4, 5],
    );
  });
});
