// @ts-check
'use strict';

const statements = ['sum += rows[index].amount * rate;', 'index = next_row(rows, index);', 'count += 1;'];

/**
 * What every arm of the keystroke benchmark answers: a text that no typed character agrees with, so that every key
 * takes the shown suggestion away and brings a new one. Statements of C.
 * @param {number} column characters left of the cursor in its line, without the indentation
 * @param {number} count of statements, at most three
 */
const probeAnswer = (column, count) => `q${column}_${statements.slice(0, count).join('\n    ')}`;

module.exports = { probeAnswer };
