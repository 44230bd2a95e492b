import assert from 'node:assert/strict';
import { placeForNew, placesIn } from '../../../../src/chat/code/folderPlaces';

const web = { name: 'web', address: 'file:///w/web', at: 'web' };
const api = { name: 'api', address: 'file:///w/api', at: 'api' };

describe('placesIn', () => {
  it('looks into each folder', () =>
    assert.deepEqual(placesIn('./src\\a.ts', [web, api]), [
      { at: 'web', parts: ['src', 'a.ts'] },
      { at: 'api', parts: ['src', 'a.ts'] },
    ]));
  it('also without the name of the folder that a path begins with', () =>
    assert.deepEqual(placesIn('api/a.ts', [web, api]), [
      { at: 'web', parts: ['api', 'a.ts'] },
      { at: 'api', parts: ['api', 'a.ts'] },
      { at: 'api', parts: ['a.ts'] },
    ]));
});

describe('placeForNew', () => {
  const table: [path: string, folders: (typeof web)[], atHand: string | undefined, place: string][] = [
    ['src/a.ts', [web, api], undefined, 'web src/a.ts'],
    ['src/a.ts', [web, api], 'file:///w/api/b.ts', 'api src/a.ts'],
    ['api/src/a.ts', [web, api], 'file:///w/web/b.ts', 'api src/a.ts'],
    ['web/a.ts', [web], undefined, 'web web/a.ts'],
    ['api', [web, api], undefined, 'web api'],
  ];
  for (const [path, folders, atHand, expected] of table) {
    it(`${path} with ${String(atHand)} at hand goes to ${expected}`, () => {
      const place = placeForNew(path, folders, atHand);
      assert.equal(place && `${place.at} ${place.parts.join('/')}`, expected);
    });
  }
  it('needs a folder', () => assert.equal(placeForNew('a.ts', [], undefined), undefined));
});
