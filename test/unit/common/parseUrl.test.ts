import assert from 'node:assert/strict';
import { parseUrl } from '../../../src/common/parseUrl';

describe('parseUrl', () => {
  it('reads an address, and nothing else', () => {
    assert.equal(parseUrl('https://bücher.example/a')?.host, 'xn--bcher-kva.example');
    assert.equal(parseUrl('/a', 'http://example.org')?.href, 'http://example.org/a');
    assert.equal(parseUrl('no address'), undefined);
  });

  it('says the same however often it is asked', () => {
    for (let n = 0; n < 20_000; n++) {
      if (!parseUrl('https://bücher.example/')) assert.fail(`not read at call ${n}`);
    }
  });
});
