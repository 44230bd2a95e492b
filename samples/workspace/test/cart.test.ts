import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dearest, heaviest, totalPrice, totalVolume, totalWeight } from '../src/cart';
import { catalogue } from '../src/catalogue';

describe('cart', () => {
  it('sums the price of everything', () => {
    const items = catalogue.slice(0, 2);
    const total = totalPrice(items);
    assert.equal(total, 25_920);
  });

  it('sums the weight of everything', () => {
    const items = catalogue.slice(0, 2);
    const total = totalWeight(items);
    assert.equal(total, 6_000);
  });

  it('sums the volume of everything', () => {
    const items = catalogue.slice(0, 2);
    const total = totalVolume(items);
    assert.equal(total, 21_000);
  });

  it('finds the dearest item', () => {
    const best = dearest(catalogue);
    assert.equal(best?.sku, 'coffee-whole');
  });

  it('finds the heaviest item', () => {
    const best = heaviest(catalogue);
    assert.equal(best?.sku, 'coffee-whole');
  });

  it('finds nothing in an empty cart', () => {
    assert.equal(dearest([]), undefined);
    assert.equal(heaviest([]), undefined);
  });
});
