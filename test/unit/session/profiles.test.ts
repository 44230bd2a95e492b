import assert from 'node:assert/strict';
import {
  conservativeProfile,
  profileOfAnnouncement,
  profileOfUrl,
  ProfileKeeper,
} from '../../../src/session/profiles';
import { announced, ourHeaders } from '../../support/session/harness';

const hosted = 'wss://api.openai.com/v1/responses';
const unknown = 'wss://example.test/v1/responses';

describe('profiles', () => {
  it('knows one host by its documentation and trusts nobody else with lanes', () => {
    assert.equal(profileOfUrl(hosted).concurrentLanes, true);
    for (const url of [unknown, 'wss://api.openai.com.evil.test/', 'wss://x/api.openai.com', 'not a url']) {
      assert.equal(profileOfUrl(url), conservativeProfile);
    }
  });

  it('believes an announcement', () => {
    assert.equal(profileOfAnnouncement(announced).cancelMessage, true);
    assert.equal(profileOfAnnouncement({ ...announced, concurrentLanes: false }).maxInFlight, 1);
  });

  it('knows who answers at a cursor with the bare text', () => {
    const upstream = { server: 'vLLM', api: 'chat', completions: 'completions (qwen)' };
    const answersBare = (completions: string): boolean =>
      profileOfAnnouncement({ ...announced, upstream: { ...upstream, completions } }).answersBare;
    assert.equal(profileOfAnnouncement(announced).answersBare, true);
    assert.deepEqual(['completions (qwen)', 'infill', 'chat', 'responses'].map(answersBare), [
      true,
      true,
      false,
      false,
    ]);
    // What cannot be told is not made to wait.
    assert.equal(answersBare('unknown'), true);
    assert.equal(profileOfUrl('wss://models.example/v1/responses').answersBare, false);
  });

  it('lets later knowledge win, until the host changes', () => {
    const keeper = new ProfileKeeper({ maxLanes: 8 });
    assert.equal(keeper.current.warmUp, false);
    keeper.connecting(hosted, false);
    assert.deepEqual([keeper.current.warmUp, keeper.current.maxLanes], [true, 8]);
    keeper.connected(ourHeaders({ steer: true }));
    assert.deepEqual([keeper.current.cancelMessage, keeper.current.steer], [true, true]);
    assert.equal(keeper.correct({ steer: false }), true);
    assert.equal(keeper.correct({ steer: false }), false, 'no news');
    keeper.connecting(hosted, false);
    assert.equal(keeper.current.steer, false);
    keeper.connecting(unknown, false);
    keeper.connecting(hosted, false);
    assert.equal(keeper.current.steer, true);
  });

  it('keeps what an endpoint said of itself, as long as it is the same one', () => {
    const keeper = new ProfileKeeper();
    const said: (string | undefined)[] = [];
    const listen = (): unknown => said.push(keeper.announcement?.model);
    keeper.connecting(unknown, false);
    listen();
    keeper.connected(ourHeaders());
    listen();
    keeper.connecting(hosted, false);
    listen();
    assert.deepEqual(said, [undefined, announced.model, undefined]);
  });

  it('is that of HTTP while HTTP is in use, whatever else was said', () => {
    const keeper = new ProfileKeeper({ warmUp: true });
    keeper.connecting(unknown, true);
    assert.deepEqual([keeper.current.warmUp, keeper.current.concurrentLanes], [false, true]);
    keeper.connecting(unknown, false);
    assert.equal(keeper.current.warmUp, true);
  });
});
