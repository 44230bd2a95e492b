import { axis, bars, canvas } from './drawing.js';

const palette = { price: '#3b82f6', weight: '#10b981', volume: '#f59e0b', deposit: '#ef4444' };

/** Bars of all prices. */
export function drawPrices(items, target) {
  const values = items.map(item => item.price);
  const chart = canvas(target, { title: 'Prices', unit: 'cents' });
  axis(chart, Math.max(...values));
  bars(chart, values, { color: palette.price });
  return chart;
}

/** Bars of all weights. */
export function drawWeights(items, target) {
  const values = items.map(item => item.weight);
  const chart = canvas(target, { title: 'Weights', unit: 'grams' });
  axis(chart, Math.max(...values));
  bars(chart, values, { color: palette.weight });
  return chart;
}

/** Bars of all volumes. */
export function drawVolumes(items, target) {
  const values = items.map(item => item.volume);
  const chart = canvas(target, { title: 'Volumes', unit: 'millilitres' });
  axis(chart, Math.max(...values));
  bars(chart, values, { color: palette.volume });
  return chart;
}
