/**
 * What the sandbox knows beyond what it prints at its start: the control API gives it (`GET details`), and
 * `startSandbox` puts it on its handle.
 */
export interface SandboxDetails {
  /** Origin of a second organisation of the same tenant, with its own audience, name, type and rows. */
  readonly secondEnvironmentUrl: string;
  /** Origin of the discovery service: `{discoveryUrl}/api/discovery/v2.0/Instances`. */
  readonly discoveryUrl: string;
  /** Origin of the service in the shape of Microsoft Graph: `{graphUrl}/v1.0/…`. */
  readonly graphUrl: string;
  /** Where people type the code of the device code flow. */
  readonly verificationUrl: string;
  /** Public client of the user's own, as Microsoft's sample client; takes every user flow. */
  readonly publicClientId: string;
  /** Is no user of the first environment, but gets tokens; same password as the first user. */
  readonly outsiderUserName: string;
  /** Comes from another tenant and is a user of the second environment only; same password. */
  readonly guestUserName: string;
  /** Client id of the managed identity that stand-ins give tokens for; a user of the first environment. */
  readonly managedIdentityClientId: string;
  readonly certificate: TestCertificates;
}

/** Files beside the CA; the first certificate is registered for `clientId`, beside its secret. */
export interface TestCertificates {
  /** PEM file: private key (PKCS #8, not encrypted) and certificate. */
  readonly pemFile: string;
  /** PEM file: the key encrypted with `passphrase` (PKCS #8), and the certificate. */
  readonly encryptedPemFile: string;
  /** PKCS #12 file with the same key and certificate, protected by `passphrase`. */
  readonly pfxFile: string;
  readonly passphrase: string;
  /** `x5t#S256`: SHA-256 of the certificate, base64url. */
  readonly thumbprintSha256: string;
  /** PEM file: not known to the application (AADSTS700027). */
  readonly unregisteredPemFile: string;
  /** PEM file: registered, but past its validity (AADSTS700027). */
  readonly expiredPemFile: string;
}
