/** The page that the browser shows at the end. Its texts are ours alone: nothing of the answer is put into it. */
export function signInPage(outcome: 'signed-in' | 'cancelled' | 'failed'): string {
  const { title, text, mark } = pages[outcome];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 16px/1.5 system-ui, sans-serif; display: grid; place-items: center; min-height: 90vh; margin: 0; }
  main { max-width: 26rem; padding: 2rem; text-align: center; }
  h1 { font-size: 1.375rem; font-weight: 600; margin: 0.5rem 0; }
  p { margin: 0; }
  .mark { font-size: 2.5rem; line-height: 1; }
</style>
</head>
<body><main><div class="mark" aria-hidden="true">${mark}</div><h1>${title}</h1><p>${text}</p></main></body>
</html>
`;
}

const pages = {
  'signed-in': {
    title: 'You are signed in',
    text: 'You can close this page and go back to VS Code.',
    mark: '&#10003;',
  },
  cancelled: {
    title: 'Nothing was changed',
    text: 'The sign-in was cancelled. You can close this page.',
    mark: '&#8211;',
  },
  failed: {
    title: 'You are not signed in',
    text: 'Something went wrong. VS Code says what, and what to do. You can close this page.',
    mark: '!',
  },
} as const;
