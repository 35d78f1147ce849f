// Runs in the page of the workbench: how long after a key a list of suggestions can be seen.
const shown = () => document.querySelector('.suggest-widget.visible .monaco-list-row') !== null;

globalThis.suggestionWatch = {
  keyAt: undefined,
  shownAfter: undefined,
  /** The next key is the one that counts, unless a list is there already. */
  reset() {
    this.keyAt = undefined;
    this.shownAfter = undefined;
  },
};

addEventListener(
  'keydown',
  () => {
    if (!shown()) globalThis.suggestionWatch.keyAt ??= performance.now();
  },
  true,
);

new MutationObserver(() => {
  const watch = globalThis.suggestionWatch;
  if (watch.keyAt === undefined || watch.shownAfter !== undefined || !shown()) return;
  watch.shownAfter = performance.now() - watch.keyAt;
}).observe(document.body, { subtree: true, childList: true, attributes: true });
