import { randomBytes } from 'node:crypto';

/** The page that loads a webview's script. It holds no data: everything else comes by message. */
export function webviewHtml(sources: {
  readonly title: string;
  readonly script: string;
  /** In the order in which they apply. */
  readonly styles: readonly string[];
  readonly csp: string;
  /** Pictures that a value holds, or that the page paints itself, are shown: from `data:` addresses, never from elsewhere. */
  readonly pictures?: boolean;
}): string {
  const nonce = randomBytes(18).toString('base64');
  const policy = [
    "default-src 'none'",
    `style-src ${sources.csp}`,
    `script-src 'nonce-${nonce}'`,
    `font-src ${sources.csp}`,
    ...(sources.pictures ? ['img-src data:'] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${sources.styles.map((style) => `<link rel="stylesheet" href="${attribute(style)}">`).join('\n')}
<title>${attribute(sources.title)}</title>
</head>
<body>
<script nonce="${attribute(nonce)}" src="${attribute(sources.script)}"></script>
</body>
</html>`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
