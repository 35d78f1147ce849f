// Runs in the page of a webview.

/**
 * What VS Code tells the page of its theme: variables on the root, classes and more on the body.
 *
 * @param {Element} body
 * @returns {{ style: string, body: Readonly<Record<string, string>> }}
 */
export function paintedNow(body) {
  return {
    style: body.ownerDocument.documentElement.getAttribute('style') ?? '',
    body: Object.fromEntries([...body.attributes].map(({ name, value }) => [name, value])),
  };
}

/**
 * Paints the page as VS Code does when the theme changes.
 *
 * @param {Element} body
 * @param {{ style: string, body: Readonly<Record<string, string>> }} theme
 */
export function paint(body, theme) {
  // The page's own policy forbids the attribute.
  body.ownerDocument.documentElement.style.cssText = theme.style;
  for (const [name, value] of Object.entries(theme.body)) body.setAttribute(name, value);
}

/**
 * What axe, which the page has by then, finds to be serious or critical.
 *
 * @param {Element} body
 * @returns {Promise<string[]>}
 */
export async function seriousFindings(body) {
  const { violations } = await globalThis.axe.run(body.ownerDocument, { resultTypes: ['violations'] });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 300)).join(' ')}`);
}
