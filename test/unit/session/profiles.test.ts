import assert from 'node:assert/strict';
import { httpProfile } from '../../../src/session/connection/httpSocket';
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

  const assumed: readonly (readonly [string, string, string])[] = [
    ['OpenAI', hosted, 'lanes, steering, warm-ups; 60 min'],
    ['Azure', 'wss://me.openai.azure.com/openai/v1/responses', 'warm-ups; 60 min'],
    ['Vercel', 'wss://ai-gateway.vercel.sh/v1/responses', '; 13 min'],
    [
      'a server whose host is known and nothing else of it',
      'wss://api.groq.com/openai/v1/responses',
      '; 60 min',
    ],
    ['a server nobody knows', unknown, '; 60 min'],
  ];
  for (const [who, url, what] of assumed) {
    it(`assumes of ${who}: ${what}`, () => {
      const profile = profileOfUrl(url);
      const able = [
        profile.concurrentLanes && profile.namedLanes && 'lanes',
        profile.steer && 'steering',
        profile.warmUp && 'warm-ups',
        // What only a gateway of ours can do, or has to say.
        profile.cancelMessage && 'the cancel message',
        profile.answersBare && 'bare text',
        profile.diagnosesCache && 'diagnoses of the cache',
      ];
      const minutes = profile.maxConnectionMs / 60_000;
      assert.equal(`${able.filter(Boolean).join(', ')}; ${minutes} min`, what);
      assert.equal(profile.incremental, true, 'what it forgets it says, at no cost');
    });
  }

  it('believes an announcement', () => {
    assert.equal(profileOfAnnouncement(announced).cancelMessage, true);
    assert.equal(profileOfAnnouncement({ ...announced, concurrentLanes: false }).maxInFlight, 1);
    assert.equal(profileOfAnnouncement(announced).diagnosesCache, false);
    assert.equal(profileOfAnnouncement({ ...announced, promptCache: true }).diagnosesCache, true);
  });

  it('knows who answers at a cursor with the bare text', () => {
    const upstream = { server: 'vLLM', api: 'chat', completions: 'completions (qwen)' };
    const answersBare = (completions: string): boolean =>
      profileOfAnnouncement({ ...announced, upstream: { ...upstream, completions } }).answersBare;
    assert.equal(profileOfAnnouncement(announced).answersBare, true);
    const ways = ['completions (qwen)', 'infill', 'chat', 'responses', 'chat (infill-7b)'];
    assert.deepEqual(ways.map(answersBare), [true, true, false, false, false]);
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

  it('forgets what an endpoint said of itself where the next server of that address says nothing', () => {
    const keeper = new ProfileKeeper();
    keeper.connecting(unknown, false);
    keeper.connected(ourHeaders());
    keeper.connecting(unknown, false);
    keeper.connected({});
    assert.deepEqual(keeper.current, conservativeProfile);
    keeper.connecting(unknown, true);
    keeper.connected({});
    assert.equal(keeper.current, httpProfile);
  });

  it('is that of HTTP while HTTP is in use, whatever else was said', () => {
    const keeper = new ProfileKeeper({ warmUp: true });
    keeper.connecting(unknown, true);
    assert.deepEqual([keeper.current.warmUp, keeper.current.concurrentLanes], [false, true]);
    keeper.connecting(unknown, false);
    assert.equal(keeper.current.warmUp, true);
  });
});
