// Examples for the mixer: of each the rows of features, and which is right. Most features are zero, so only the others are kept.

/** A growing list of examples. */
export class Examples {
  /** Where the features of each row begin; one more at the end. The first row of an example is that of its place. */
  starts = new Int32Array(1024);
  features = new Uint16Array(65_536);
  values = new Float32Array(65_536);
  rows = 0;
  list = [];

  constructor({ featureCount, placeCount }) {
    this.featureCount = featureCount;
    this.own = featureCount - placeCount;
  }

  get length() {
    return this.list.length;
  }

  /** { count, right, firstRow }; `right` is -1 where none is. */
  at(which) {
    return this.list[which];
  }

  /** Takes an example out of rows as `Features` writes them. */
  add(rows, count, right) {
    const { featureCount, own } = this;
    this.list.push({ count, right, firstRow: this.rows });
    this.addRow(rows, 0, own, featureCount);
    for (let row = 0; row < count; row++) this.addRow(rows, row * featureCount, 0, own);
  }

  addRow(rows, start, from, to) {
    let end = this.starts[this.rows];
    if (this.rows + 2 > this.starts.length) this.starts = wider(this.starts);
    if (end + to - from > this.values.length) {
      this.features = wider(this.features);
      this.values = wider(this.values);
    }
    for (let at = from; at < to; at++) {
      if (rows[start + at] === 0) continue;
      this.features[end] = at;
      this.values[end++] = rows[start + at];
    }
    this.starts[++this.rows] = end;
  }
}

function wider(array) {
  const copy = new array.constructor(2 * array.length);
  copy.set(array);
  return copy;
}
