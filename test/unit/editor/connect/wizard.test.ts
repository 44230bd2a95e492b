import assert from 'node:assert/strict';
import { runWizard, type Answer, type WizardStep } from '../../../../src/editor/connect/wizard';

type State = readonly string[];

/** Asks questions whose answers are given beforehand: a letter, `<` for back, `!` for Esc. */
async function run(
  answers: string,
  skip: Readonly<Record<string, (state: State) => boolean>> = {},
): Promise<{ asked: string; end: State | undefined }> {
  let asked = '';
  let at = 0;
  const steps = ['a', 'b', 'c'].map((name): WizardStep<State> => ({
    ...(skip[name] ? { skip: skip[name] } : {}),
    ask: (state, { step, total }) => {
      asked += name;
      assert.equal(`${step}/${total}`, `${'abc'.indexOf(name) + 1}/3`);
      const given = answers[at++] ?? '!';
      const kinds: Readonly<Record<string, Answer<State>>> = {
        '<': { kind: 'back' },
        '!': { kind: 'cancel' },
      };
      return Promise.resolve(kinds[given] ?? { kind: 'value', value: [...state, name + given] });
    },
  }));
  return { end: await runWizard<State>([], steps), asked };
}

describe('runWizard', () => {
  it('asks one after the other', async () => {
    assert.deepEqual(await run('123'), { asked: 'abc', end: ['a1', 'b2', 'c3'] });
  });

  it('goes back to the question before, with what is known', async () => {
    const { asked, end } = await run('12<34');
    assert.equal(asked, 'abcbc');
    assert.deepEqual(end, ['a1', 'b2', 'b3', 'c4']);
  });

  it('goes back over what was skipped', async () => {
    const { asked } = await run('1<23', { b: () => true });
    assert.equal(asked, 'acac');
  });

  it('stays at the first question when there is none before it', async () => {
    assert.equal((await run('<123')).asked, 'aabc');
  });

  for (const answers of ['!', '1!', '12!', '12<!']) {
    it(`knows nothing after Esc (${answers})`, async () => {
      assert.equal((await run(answers)).end, undefined);
    });
  }

  it('decides what to skip by what was answered', async () => {
    const { asked } = await run('12', { b: state => state.includes('a1') });
    assert.equal(asked, 'ac');
  });
});
