// What was measured, as a table for the terminal.

/**
 * @typedef {object} Measurement
 * @property {string} name
 * @property {number} value
 * @property {string} unit
 * @property {string} [goal] `≤ 40` or `≥ 100`, in the same unit.
 * @property {boolean} [met] Whether the value is within the goal.
 * @property {{ name: string, value: number }} [peer] Measured in the same run, in the same unit.
 */

/**
 * @param {Measurement[]} measurements
 * @returns {string}
 */
export function benchTable(measurements) {
  const head = ['what', 'value', 'unit', 'goal', 'reached', 'peer'];
  const rows = measurements.map(({ name, value, unit, goal, met, peer }) => [
    name,
    figure(value),
    unit,
    goal ?? '',
    met === undefined ? '' : met ? 'yes' : 'NO',
    peer ? `${peer.name}: ${figure(peer.value)}` : '',
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => (column === 1 ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Three significant digits below a hundred, whole numbers above. */
function figure(value) {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
