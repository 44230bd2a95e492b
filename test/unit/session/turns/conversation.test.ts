import assert from 'node:assert/strict';
import { Conversation } from '../../../../src/session/turns/conversation';
import type { TurnRequest } from '../../../../src/session/turn';

const user = (content: string) => ({ role: 'user' as const, content });
const assistant = (content: string) => ({ role: 'assistant' as const, content });
const chained: TurnRequest = {
  lane: 'chat',
  input: 'new',
  previous: 'r1',
  fullInput: () => [user('old'), user('new')],
};

describe('Conversation', () => {
  it('sends what is new, or everything', () => {
    const conversation = new Conversation(chained);
    assert.deepEqual(conversation.input(true), [user('new')]);
    assert.deepEqual(conversation.input(false), [user('old'), user('new')]);
  });

  it('sends its input where there is nothing else', () => {
    assert.deepEqual(new Conversation({ lane: 'chat', input: 'a' }).input(false), [user('a')]);
    assert.deepEqual(new Conversation({ lane: 'chat', input: 'a', previous: 'r' }).input(false), [user('a')]);
    // The input of what continues nothing is everything.
    const whole = { lane: 'chat', input: 'a', fullInput: () => [user('b')] } as const;
    assert.deepEqual(new Conversation(whole).input(false), [user('a')]);
  });

  it('carries the partial answer and the instruction of each redirect', () => {
    const conversation = new Conversation(chained);
    conversation.redirect('', ['b']);
    conversation.redirect('said', ['c', 'd']);
    conversation.redirect('said more', ['e']);
    assert.deepEqual(conversation.input(true), [
      user('new'),
      user('b'),
      assistant('said'),
      user('c'),
      user('d'),
      assistant(' more'),
      user('e'),
    ]);
  });
});
