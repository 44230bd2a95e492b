import assert from 'node:assert/strict';
import {
  after,
  keyDoes,
  keysOf,
  nothing,
  type Happening,
  type KeyDoes,
  type Showing,
} from '../../../../src/editor/nextEdit/showing';
import { marked } from '../../../support/nextEdit/markedEdit';

const { edit } = marked('return ⟦a→b⟧;');
const other = marked('return a⟦→();⟧').edit;

const offered = (place: 'near' | 'far', isArmed: boolean): Showing => ({
  kind: 'offered',
  edit,
  place,
  isArmed,
});
const goneTo: Showing = { kind: 'goneTo', edit };

/** A state in few words. */
function words(showing: Showing): string {
  switch (showing.kind) {
    case 'nothing':
      return 'nothing';
    case 'goneTo':
      return 'gone to';
    case 'offered':
      return `${showing.edit === edit ? '' : 'other '}${showing.place}${showing.isArmed ? ' armed' : ''}`;
  }
}

const states: Readonly<Record<string, Showing>> = {
  nothing,
  near: offered('near', false),
  'near armed': offered('near', true),
  far: offered('far', false),
  'far armed': offered('far', true),
  'gone to': goneTo,
};

const happenings = {
  'the same is predicted, near': { kind: 'predicted', edit: { ...edit }, place: 'near' },
  'another is predicted, far': { kind: 'predicted', edit: other, place: 'far' },
  'nothing is predicted': { kind: 'predicted', edit: undefined, place: 'far' },
  'a key elsewhere': { kind: 'changed', rebased: edit, place: 'far' },
  'a key on it': { kind: 'changed', rebased: 'gone', place: 'near' },
  'made by hand': { kind: 'changed', rebased: 'made', place: 'near' },
  rests: { kind: 'rested' },
  'cursor comes': { kind: 'moved', place: 'near' },
  'cursor goes': { kind: 'moved', place: 'far' },
  'first Tab': { kind: 'went' },
  ends: { kind: 'ended' },
} satisfies Record<string, Happening>;

describe('what of next edits is on screen', () => {
  const table: Readonly<Record<keyof typeof happenings, Readonly<Record<string, string>>>> = {
    'the same is predicted, near': {
      nothing: 'other near',
      near: 'near',
      'near armed': 'near armed',
      far: 'near',
      'far armed': 'near armed',
      'gone to': 'gone to',
    },
    'another is predicted, far': {
      nothing: 'other far',
      near: 'other far',
      'near armed': 'other far',
      far: 'other far',
      'far armed': 'other far',
      'gone to': 'other far',
    },
    'nothing is predicted': {},
    'a key elsewhere': {
      nothing: 'nothing',
      near: 'far',
      'near armed': 'far',
      far: 'far',
      'far armed': 'far',
      'gone to': 'far',
    },
    'a key on it': {},
    'made by hand': {},
    rests: {
      near: 'near armed',
      far: 'far armed',
      'near armed': 'near armed',
      'far armed': 'far armed',
      'gone to': 'gone to',
    },
    'cursor comes': {
      near: 'near',
      far: 'near',
      'near armed': 'near armed',
      'far armed': 'near armed',
      'gone to': 'gone to',
    },
    'cursor goes': {
      near: 'far',
      far: 'far',
      'near armed': 'far armed',
      'far armed': 'far armed',
      'gone to': 'far armed',
    },
    'first Tab': {
      near: 'gone to',
      far: 'gone to',
      'near armed': 'gone to',
      'far armed': 'gone to',
      'gone to': 'gone to',
    },
    ends: {},
  };
  for (const [name, happening] of Object.entries(happenings)) {
    it(name, () => {
      for (const [state, showing] of Object.entries(states)) {
        const row: Readonly<Record<string, string>> = table[name as keyof typeof happenings];
        assert.equal(words(after(showing, happening)), row[state] ?? 'nothing', state);
      }
    });
  }

  it('Tab is for it only while the typing rests; another key always is', () => {
    const does: Readonly<Record<string, readonly [tab: KeyDoes, other: KeyDoes]>> = {
      nothing: ['none', 'none'],
      near: ['none', 'accept'],
      'near armed': ['accept', 'accept'],
      far: ['none', 'goTo'],
      'far armed': ['goTo', 'goTo'],
      'gone to': ['accept', 'accept'],
    };
    for (const [state, showing] of Object.entries(states)) {
      assert.deepEqual([keyDoes(showing, true), keyDoes(showing, false)], does[state], state);
      assert.deepEqual(keysOf(showing), {
        far: does[state]?.[0] === 'goTo',
        here: does[state]?.[0] === 'accept',
        offered: state !== 'nothing',
        ghost: false,
      });
    }
  });
});
