// The token service's pages: plain, accessible, without script but for the form that submits itself.
import { html } from '../server/responses';
import type { SandboxResponse } from '../server/types';

const style = `
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: #f3f2f1; color: #1b1a19; }
  main { max-width: 24rem; margin: 10vh auto; padding: 2rem; background: #fff; border: 1px solid #8a8886; }
  h1 { font-size: 1.5rem; margin: 0 0 1rem; }
  label { display: block; margin-top: 1rem; font-weight: 600; }
  input { box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; border: 1px solid #605e5c; }
  button { margin: 1.5rem .5rem 0 0; padding: .5rem 1.25rem; font: inherit; cursor: pointer; }
  [role=alert] { margin: 0; padding: .5rem .75rem; border-left: 4px solid #a4262c; background: #fdf3f4; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
`;

export interface SignInPage {
  readonly appName: string;
  /** What the user name field holds. */
  readonly userName: string;
  /** Offered as "Continue as …" above the fields. */
  readonly signedIn?: string;
  /** Why the last attempt failed. */
  readonly problem?: string;
  /** The device code that the sign-in is for: posted along as `otc`. */
  readonly deviceCode?: string;
}

/** A form that posts `loginfmt` and `passwd`, or `action=continue`/`cancel`, to its own address. */
export function signInPage(page: SignInPage): SandboxResponse {
  const problem =
    page.problem === undefined ? '' : `<p role="alert" id="problem">${escape(page.problem)}</p>`;
  const described = page.problem === undefined ? '' : ' aria-describedby="problem" aria-invalid="true"';
  const hidden =
    page.deviceCode === undefined
      ? ''
      : `<input type="hidden" name="otc" value="${escape(page.deviceCode)}">`;
  const focusPassword = page.userName !== '';
  const known =
    page.signedIn === undefined
      ? ''
      : `<form method="post">${hidden}<button type="submit" name="action" value="continue">Continue as ${escape(page.signedIn)}</button></form>
         <p>Or use another account:</p>`;
  return document(
    200,
    'Sign in to your account',
    `<p>to continue to ${escape(page.appName)} (Dataverse sandbox)</p>
     ${problem}${known}
     <form method="post">${hidden}
       <label for="loginfmt">User name</label>
       <input id="loginfmt" name="loginfmt" type="email" autocomplete="username" required value="${escape(page.userName)}"${described}${focusPassword ? '' : ' autofocus'}>
       <label for="passwd">Password</label>
       <input id="passwd" name="passwd" type="password" autocomplete="current-password" required${described}${focusPassword ? ' autofocus' : ''}>
       <button type="submit" name="action" value="signin">Sign in</button>
       <button type="submit" name="action" value="cancel" formnovalidate>Cancel</button>
     </form>`,
  );
}

/** The answer for `response_mode=form_post`. */
export function formPostPage(target: string, fields: Readonly<Record<string, string>>): SandboxResponse {
  const inputs = Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('');
  return document(
    200,
    'Working…',
    `<form method="post" name="hiddenform" action="${escape(target)}">${inputs}
       <noscript><p>Script is off. Select Continue to go on.</p><button type="submit">Continue</button></noscript>
     </form>
     <script>document.forms[0].submit();</script>`,
  );
}

/** Asks for the code of a device, which is posted as `otc`. */
export function deviceCodePage(problem?: string): SandboxResponse {
  const alert = problem === undefined ? '' : `<p role="alert" id="problem">${escape(problem)}</p>`;
  const described = problem === undefined ? '' : ' aria-describedby="problem" aria-invalid="true"';
  return document(
    200,
    'Enter code to allow access',
    `<p>Enter the code that the app shows (Dataverse sandbox).</p>${alert}
     <form method="post">
       <label for="otc">Code</label>
       <input id="otc" name="otc" autocomplete="off" required autofocus${described}>
       <button type="submit">Next</button>
     </form>`,
  );
}

export function deviceDonePage(declined: boolean): SandboxResponse {
  return declined
    ? document(200, 'You declined', '<p>The app was told so. You can close this page.</p>')
    : document(200, 'You have signed in', '<p>You can close this page and go back to the app.</p>');
}

export function errorPage(status: number, description: string): SandboxResponse {
  return document(
    status,
    'Sorry, but we’re having trouble signing you in.',
    `<pre role="alert">${escape(description)}</pre>`,
  );
}

export function signedOutPage(): SandboxResponse {
  return document(200, 'You signed out of your account', '<p>You can close this page.</p>');
}

function document(status: number, title: string, body: string): SandboxResponse {
  return html(
    status,
    `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head>
<body><main><h1>${escape(title)}</h1>${body}</main></body></html>
`,
    {
      'cache-control': 'no-store, no-cache',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    },
  );
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
