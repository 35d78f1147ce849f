/** The part of a Web API URL that people know: what stands behind the version, without percent signs. */
export function shownTarget(url: string): string {
  const target = url.match(/^https?:\/\/[^/]+\/(?:api\/data\/v[\d.]+\/)?(.*)$/s)?.[1] ?? url;
  try {
    return decodeURIComponent(target);
  } catch {
    // A lone percent sign: shown as it was sent.
    return target;
  }
}
