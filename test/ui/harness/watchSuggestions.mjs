// Runs in the page of the workbench: how long after a key a list of suggestions can be seen.
// VS Code gives the widget its class "visible" 100 ms after it came on the screen, for those who read it aloud: what
// counts here is the place that the editor gave it, and a row in it.
const shown = () => {
  const widget = document.querySelector('.suggest-widget[monaco-visible-content-widget="true"]');
  return (
    widget !== null && widget.style.display !== 'none' && widget.querySelector('.monaco-list-row') !== null
  );
};

/**
 * Tells when the frame that holds the list was on the screen: the browser notes it for a dot that is drawn with it. VS Code
 * places the list within a frame, and to wait for the next one would count up to 16 ms too many.
 */
const painted = (then) => {
  const dot = document.createElement('span');
  dot.setAttribute('elementtiming', 'suggestions');
  dot.textContent = '.';
  dot.style.cssText = 'position: fixed; left: 0; bottom: 0; z-index: 100';
  const observer = new PerformanceObserver((list) => {
    observer.disconnect();
    dot.remove();
    then(list.getEntries()[0].renderTime);
  });
  observer.observe({ type: 'element' });
  document.body.append(dot);
};

globalThis.suggestionWatch = {
  keyAt: undefined,
  shownAfter: undefined,
  seen: false,
  tell: () => undefined,
  /** The next key is the one that counts, unless a list is there already. */
  reset() {
    this.keyAt = undefined;
    this.shownAfter = undefined;
    this.seen = false;
  },
  /** Until the list can be seen, but no longer than half a second: to look for it while it comes would hold it up. */
  untilShown() {
    if (this.shownAfter !== undefined || shown()) return undefined;
    return new Promise((resolve) => {
      this.tell = resolve;
      setTimeout(resolve, 500);
    });
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
  painted((at) => {
    if (watch.keyAt === keyAt) watch.shownAfter = at - keyAt;
    watch.tell();
  });
}).observe(document.body, { subtree: true, childList: true, attributes: true });
