// Runs in the page of the workbench: how long after a key a list of suggestions can be seen.
// VS Code gives the widget its class "visible" 100 ms after it came on the screen, for those who read it aloud: what
// counts here is the place that the editor gave it, and a row in it.
const shown = () => {
  const widget = document.querySelector('.suggest-widget[monaco-visible-content-widget="true"]');
  return (
    widget !== null && widget.style.display !== 'none' && widget.querySelector('.monaco-list-row') !== null
  );
};

/** Once the frame that holds it was drawn. */
const painted = (then) => requestAnimationFrame(() => setTimeout(() => then()));

globalThis.suggestionWatch = {
  keyAt: undefined,
  shownAfter: undefined,
  seen: false,
  /** The next key is the one that counts, unless a list is there already. */
  reset() {
    this.keyAt = undefined;
    this.shownAfter = undefined;
    this.seen = false;
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
  if (watch.keyAt === undefined || watch.seen || !shown()) return;
  watch.seen = true;
  const { keyAt } = watch;
  painted(() => {
    if (watch.keyAt === keyAt) watch.shownAfter = performance.now() - keyAt;
  });
}).observe(document.body, { subtree: true, childList: true, attributes: true });
