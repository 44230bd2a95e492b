import assert from 'node:assert/strict';
import { cursorInput, staticInput } from '../../../src/completion/prompt';
import { at } from '../../support/completion/cursorText';
import { promptScript } from '../../support/completion/promptScript';
import { matchesGolden } from '../../support/golden';

describe('prompt', () => {
  it('of a fresh file reads like golden/freshFile.txt', () => {
    matchesGolden(
      'test/unit/completion/golden/freshFile.txt',
      promptScript([...staticInput([]), ...cursorInput(at('import { b } from "./b";\nlet a = █;\n'))]),
    );
  });

  it('keeps the static part the same from key to key', () => {
    assert.deepEqual(staticInput([]), staticInput([]));
    assert.deepEqual(promptScript(staticInput([])).match(/\[\w+\]/g), ['[developer]']);
  });
});
