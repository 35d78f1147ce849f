/** How an application proves itself, as MSAL takes it. */
export type ClientCredential =
  { readonly clientSecret: string } | { readonly clientCertificate: ClientCertificate };

export interface ClientCertificate {
  /** SHA-256 over the certificate, hexadecimal: MSAL signs with PS256 and names it as `x5t#S256`. */
  readonly thumbprintSha256: string;
  /** PEM, not encrypted. */
  readonly privateKey: string;
}
