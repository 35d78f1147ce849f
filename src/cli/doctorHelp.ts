const place = `  --url URL             Environment, in any form.
  --tenant ID           Tenant id or domain.
  --client-id ID        Application (client) id to sign in with.
  --method ID           How to sign in: client-secret (default), client-certificate, interactive, device-code, password,
                        azure-cli, managed-identity, token. Secrets come from environment variables: see run --help.
  --user NAME           User to sign in as (password), or to suggest (interactive).
  --certificate FILE    PEM or PFX file; --certificate-key FILE where the key stands apart.
  --scope SCOPE, --resource URL  In place of --url.
  --authority URL       Authority to sign in at; else it is found from the environment.
  --ca-file FILE        PEM file of a certificate authority to trust, in addition to the usual ones.
  --api-version VERSION Version of the Web API (default v9.2).
  --json                Print JSON.`;

/** `doctor --help`. */
export const doctorHelp = `Finds out why a connection or a request is refused.

Usage
  node dist/cli.js doctor --url URL [options]
      Runs the whole chain: name, certificate, challenge, authority, token, claims, WhoAmI, roles, one read.
  node dist/cli.js doctor --url URL EVIDENCE [options]
      Judges what you have at hand, and sends nothing.

Options
${place}

Evidence
  --claims FILE         Claims of the access token as JSON, or the token itself.
  --challenge FILE      Value of the WWW-Authenticate header.
  --status N            HTTP status.
  --error-body FILE     Body of the token endpoint or the Web API.
  --transport-error CODE  As Node names it: ENOTFOUND, ECONNREFUSED, SELF_SIGNED_CERT_IN_CHAIN, …
  --location URL        Where a redirect leads.
  --now SECONDS         Time of the refusal, in seconds since 1970 (default: now).

Exit code
  0 nothing is wrong, or EVIDENCE was judged · 1 a fault was found · 2 bad usage or input · 130 stopped with Ctrl+C
`;

/** `token --help`. */
export const tokenHelp = `Signs in and explains the access token. The token itself is printed only with --show-token.

Usage
  node dist/cli.js token --url URL --tenant ID --client-id ID [options]

Options
${place}
  --show-token          Print the token too. Whoever has it can act in your name until it expires.

Exit code
  0 done · 1 the sign-in or the network refused · 2 bad usage or input · 130 stopped with Ctrl+C
`;
