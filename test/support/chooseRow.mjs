// Runs in the page of the workbench.

/**
 * Clicks the row of a list that is called `text`, or else the first one that holds it or fits the pattern `source`.
 * Found and clicked at one stroke: a list that changes or closes between the two, as it does where the focus moves, would let
 * a real click wait for a row that never rests, or hit another one.
 *
 * @param {Element[]} rows
 * @param {{ text?: string, source?: string, flags?: string }} wanted
 * @returns {boolean} whether one was there to be clicked
 */
export function chooseRow(rows, { text, source, flags }) {
  const plain = (element) => (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  const name = (row) => row.querySelector('.label-name');
  const drawn = rows.filter((row) => row.isConnected && row.getClientRects().length > 0);
  const fits =
    source === undefined
      ? (row) => plain(row).includes(text)
      : (row) => new RegExp(source, flags).test(plain(row));
  const chosen = drawn.find((row) => plain(name(row)) === text) ?? drawn.find(fits);
  if (chosen === undefined) return false;
  // On its name: where several can be chosen, it is the label of a box to tick.
  (name(chosen) ?? chosen).click();
  return true;
}
