/** A chart that fills `target`. */
export function canvas(target, { title, unit }) {
  const element = document.createElement('canvas');
  element.title = title;
  target.append(element);
  return { context: element.getContext('2d'), width: element.width, height: element.height, unit, top: 1 };
}

/** The scale at the left; `top` is the largest value. */
export function axis(chart, top) {
  chart.top = top;
  chart.context.fillText(`${top} ${chart.unit}`, 4, 12);
}

/** One bar per value. */
export function bars(chart, values, { color }) {
  const width = chart.width / values.length;
  values.forEach((value, index) => {
    const height = (value / chart.top) * chart.height;
    chart.context.fillStyle = color;
    chart.context.fillRect(index * width, chart.height - height, width - 2, height);
  });
}
