import assert from 'node:assert/strict';
import { tierNotice } from '../../../../src/editor/endpoints/tierNotice';
import { wireError } from '../../../../src/protocol/errors';
import type { RefusedTier } from '../../../../src/session/turns/serviceTiers';

const refused = (more: Partial<RefusedTier> = {}): RefusedTier => ({
  tier: 'ultrafast',
  why: 'value',
  error: wireError({ status: 400, message: "Invalid value: 'ultrafast'" }),
  fellBack: false,
  ...more,
});
const where = 'wss://api.example.com';

describe('tierNotice', () => {
  it('asks what to do', () => {
    assert.deepEqual(tierNotice(refused(), where, 'ask'), {
      message:
        'Codex Spark: wss://api.example.com refused the service tier "ultrafast". It says: Invalid value: \'ultrafast\'. Use the default tier for this session?',
      choices: ['Use Default Tier', 'Always Use It', 'Stay'],
      isProblem: true,
    });
    assert.match(tierNotice(refused({ why: 'limit' }), where, 'ask').message, /until the limit is over\?$/);
    assert.match(tierNotice(refused({ why: 'field' }), where, 'ask').message, /knows no service tiers/);
  });

  it('says what was done where the person has said so before', () => {
    const { message, choices, isProblem } = tierNotice(refused({ fellBack: true }), where, 'default');
    assert.match(message, /The default tier is used for this session\.$/);
    assert.deepEqual([choices, isProblem], [['Open Settings'], false]);
  });

  it('does not ask who has said that there is to be no other', () => {
    assert.deepEqual(tierNotice(refused(), where, 'stay').choices, ['Open Settings']);
  });

  it('stays short whatever the server says', () => {
    const error = wireError({ status: 400, message: 'word\n'.repeat(90) });
    assert.ok(tierNotice(refused({ error }), where, 'ask').message.length < 330);
  });
});
