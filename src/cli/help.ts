/** `--help`. */
export const helpText = `Runs a request of an .odata file against Dataverse and prints the answer.

Usage
  node dist/cli.js run FILE --url URL --tenant ID --client-id ID [options]

  Other commands, each with --help: check, request, complete, format, doctor, token.

  Secrets are read from environment variables: DATAVERSE_CLIENT_SECRET; with --method client-certificate
  DATAVERSE_CERTIFICATE_PASSWORD (where the file has one), password DATAVERSE_PASSWORD, token DATAVERSE_ACCESS_TOKEN.

Required
  FILE                  .odata file. With several requests in it, choose one with --block.
  --url URL             Environment, in any form: contoso.crm4.dynamics.com, a record's address, …
  --tenant ID           Tenant id or domain to sign in to.
  --client-id ID        Application (client) id to sign in with.

Signing in
  --method ID           client-secret (default), client-certificate, interactive, device-code, password, azure-cli,
                        managed-identity or token. The last three need neither --tenant nor --client-id; they take
                        --tenant (azure-cli) and --client-id (a user-assigned managed identity).
  --certificate FILE    PEM, PFX or P12 file with certificate and private key, for client-certificate.
  --certificate-key FILE  PEM file with the private key, where it is not in the other.
  --user NAME           User of password; the account to suggest with interactive.
  --scope SCOPE, --resource URL
                        In place of --url: what you would ask a token with, in the v2 or v1 spelling.

Options
  --block NAME|N        Request to run, by its name or its number from 1.
  --all                 Load every page. Without it the first page only; standard error says when there is more.
  --format FORMAT       json    one array of the rows as the server wrote them (default)
                        ndjson  a row a line
                        csv     RFC 4180; columns in order of first appearance, written once all rows are there
                        table   aligned for reading; long texts are cut
                        csv and table leave out annotations (@odata.…). What is not JSON, such as
                        $metadata, is printed as it comes.
  --yes                 Send a request that changes data (POST, PATCH, PUT, DELETE). Without it none is sent.
  --authority URL       Authority to sign in at; else it is found from the environment.
  --ca-file FILE        PEM file of a certificate authority to trust, in addition to the usual ones.
  --api-version VERSION Web API version of relative addresses (default v9.2).
  --help, --version

Exit code
  0 done · 1 the server, the sign-in or the network refused · 2 bad usage or input · 130 stopped with Ctrl+C
`;
