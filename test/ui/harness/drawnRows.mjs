// Runs in the page of the results.

/**
 * Texts of the cells of a grid, row by row, as they are drawn at this moment. Rows that are on their way have no values yet.
 *
 * @param {Element} grid
 * @returns {string[][]}
 */
export function drawnRows(grid) {
  const rows = [...grid.querySelectorAll('[role=row]')].filter(
    (row) => row.querySelector('[role=gridcell]') !== null && row.getAttribute('aria-busy') !== 'true',
  );
  return rows.map((row) => [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.innerText));
}
