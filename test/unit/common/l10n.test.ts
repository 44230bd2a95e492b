import assert from 'node:assert/strict';
import {
  inFigures,
  inOneBreath,
  languageOf,
  speak,
  spokenLanguage,
  spokenMessages,
  t,
} from '../../../src/common/l10n';

const english = languageOf('en', {});

describe('t', () => {
  afterEach(() => speak(english));

  it('says a message in English where nobody has spoken', () => {
    assert.equal(t('{0} of {1}', 1, 'two'), '1 of two');
    assert.equal(spokenLanguage(), 'en');
    assert.equal(spokenMessages(), undefined);
  });

  it('says it in the language of the window, with the values where that has them', () => {
    speak(languageOf('ja', { '{0} of {1}': '{1} 件中 {0}' }));
    assert.equal(t('{0} of {1}', 1, 2), '2 件中 1');
  });

  it('says in English what the language lacks, also what objects have by themselves', () => {
    speak(languageOf('de', {}));
    assert.equal(t('Wait'), 'Wait');
    assert.equal(t('constructor'), 'constructor');
  });

  it('takes a value as it is, whatever stands in it', () => {
    assert.equal(t('{0}, {1}', '{1}', '$&'), '{1}, $&');
    assert.equal(t('{0} and {1}', 'one'), 'one and {1}');
  });
});

describe('numbers and lists', () => {
  afterEach(() => speak(english));

  it('are written as in English', () => {
    assert.equal(inFigures(1234.56, 1), '1234.6');
    assert.equal(inFigures(0.5), '1');
    assert.equal(inOneBreath(['a', 'b', 'c']), 'a, b and c');
  });

  it('are written as in German', () => {
    speak(languageOf('de', {}));
    assert.equal(inFigures(1234.56, 1), '1234,6');
    assert.equal(inOneBreath(['a', 'b', 'c']), 'a, b und c');
  });

  it('are written as in Japanese', () => {
    speak(languageOf('ja', {}));
    assert.equal(inFigures(1234.56, 1), '1234.6');
    assert.equal(inOneBreath(['a', 'b']), 'a、b');
  });
});
