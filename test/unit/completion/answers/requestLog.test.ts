import assert from 'node:assert/strict';
import {
  RequestLog,
  type EndedRequest,
  type RequestOutcome,
} from '../../../../src/completion/answers/requestLog';
import { at } from '../../../support/completion/cursorText';

/** Requests that have ended, oldest first: where they were asked, and what came. */
type Ended = readonly [screen: string, text: string, status?: EndedRequest['status']];

describe('RequestLog', () => {
  const table: [name: string, ended: readonly Ended[], screen: string, outcome: RequestOutcome][] = [
    ['nothing was asked', [], 'let a█', { kind: 'unasked' }],
    ['asked elsewhere', [['let b█', ' = 1;']], 'let a█', { kind: 'unasked' }],
    ['a suggestion', [['let a█', ' = 1;']], 'let a█', { kind: 'suggestion' }],
    ['a part of it typed', [['let a█', ' = 1;']], 'let a =█', { kind: 'suggestion' }],
    ['all of it typed', [['let a█', ' = 1;']], 'let a = 1;█', { kind: 'unasked' }],
    ['an empty answer', [['let a█', '']], 'let a█', { kind: 'nothing' }],
    ['white space', [['let a█', ' \n']], 'let a█', { kind: 'nothing' }],
    ['an empty answer further back says nothing', [['let █', ' \n']], 'let a█', { kind: 'unasked' }],
    ['one that was cut short', [['let a█', ' = 1;', 'incomplete']], 'let a█', { kind: 'suggestion' }],
    [
      'prose',
      [['let a█', 'Sure, here is the code you asked for:']],
      'let a█',
      { kind: 'filtered', filter: 'prose', because: 'it was an explanation, not code' },
    ],
    [
      'what stands there',
      [['f(█);\n', ');']],
      'f(█);\n',
      { kind: 'filtered', filter: 'suffixOverlap', because: 'it stands behind the cursor already' },
    ],
    [
      'what is left of it stands there',
      [['f(█);\n', 'a);']],
      'f(a█);\n',
      { kind: 'filtered', filter: 'suffixOverlap', because: 'it stands behind the cursor already' },
    ],
    ['a failure elsewhere', [['let b█', '', 'failed']], 'let a█', { kind: 'unasked' }],
    ['a failure', [['let a█', '', 'failed']], 'let a█', { kind: 'failed', message: 'No.' }],
    ['given up', [['let a█', ' =', 'cancelled']], 'let a█', { kind: 'cancelled' }],
    [
      'given up, and asked before',
      [
        ['let a█', ' = 1;'],
        ['let a█', '', 'cancelled'],
      ],
      'let a█',
      { kind: 'suggestion' },
    ],
    [
      'the newest counts',
      [
        ['let a█', '', 'failed'],
        ['let a█', ''],
      ],
      'let a█',
      { kind: 'nothing' },
    ],
  ];
  for (const [name, ended, screen, outcome] of table) {
    it(name, () => {
      const requestLog = new RequestLog();
      for (const [where, text, status = 'completed'] of ended) {
        requestLog.add({
          snapshot: at(where),
          text,
          status,
          message: status === 'failed' ? 'No.' : undefined,
        });
      }
      assert.deepEqual(requestLog.outcomeAt(at(screen)), outcome);
    });
  }

  it('says that a request failed where nobody said why', () => {
    const requestLog = new RequestLog();
    requestLog.add({ snapshot: at('let a█'), text: '', status: 'failed' });
    const outcome = requestLog.outcomeAt(at('let a█'));
    assert.ok(outcome.kind === 'failed' && outcome.message !== '');
  });

  it('forgets what is long ago', () => {
    const requestLog = new RequestLog();
    requestLog.add({ snapshot: at('let a█'), text: '', status: 'completed' });
    for (let i = 0; i < 32; i++)
      requestLog.add({ snapshot: at(`let b${i}█`), text: '', status: 'completed' });
    assert.deepEqual(requestLog.outcomeAt(at('let a█')), { kind: 'unasked' });
    assert.deepEqual(requestLog.outcomeAt(at('let b0█')), { kind: 'nothing' });
  });
});
