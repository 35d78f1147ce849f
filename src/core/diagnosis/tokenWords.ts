import { scopeFor } from '../auth/scopes';
import { words, type CauseWords } from './words';

/** The words for what can be wrong with an access token, wherever it shows: in its claims, a challenge or an answer. */
export const tokenWords = {
  audience: (what: string, origin: string): CauseWords =>
    words(
      `The access token is for ${what}, not for ${origin}.`,
      'A token works at the one service that it was asked for. "openid offline_access" alone gives a token for Microsoft Graph, and each environment needs its own. One or two slashes before the scope make no difference.',
      `Sign in again and ask for ${scopeFor(origin, 'public')}, or ${scopeFor(origin, 'confidential')} with an application's own secret or certificate.`,
      'sign-in',
    ),
  expired: (when: string): CauseWords =>
    words(
      `The access token has expired${when}.`,
      'Access tokens live for 60 to 90 minutes unless a policy says otherwise. That is normal: they are meant to be renewed.',
      'Renew the token or sign in again. If it was issued just now, check the clock of this computer.',
      'sign-in',
    ),
  notYetValid: (when: string): CauseWords =>
    words(
      `The access token is not valid yet${when}.`,
      'The clock of this computer, or of the one that asked for the token, is wrong.',
      'Set the clock (time zone too) and sign in again.',
      'sign-in',
    ),
  tenant: (what: string, wanted: string): CauseWords =>
    words(
      `The sign-in was made in ${what}, but the environment belongs to ${wanted}.`,
      'An environment accepts tokens of its own tenant only, also from guests.',
      'Set the tenant of the environment to the one that it belongs to, and sign in again.',
      'edit-environment',
    ),
  noScope: words(
    'The access token of the user carries no delegated permission for Dataverse.',
    'The claim "scp" is missing or does not name user_impersonation, so the application may not act for the user. Tokens of applications without a user need neither "scp" nor "roles".',
    'Add the delegated permission user_impersonation of Dynamics CRM to the app registration, grant consent, and sign in again.',
    'sign-in',
  ),
  guest: words(
    'The user is a guest in this tenant.',
    'That is no fault in itself: a guest can use an environment that it was added to, with a licence and a security role there.',
    'If access is refused, ask an administrator to add the guest to the environment, or sign in with an account of the tenant.',
    'sign-in',
  ),
  invalid: words(
    'Dataverse did not accept the access token.',
    'It is not one for this environment and tenant, it was changed on the way, or access was taken away after it was issued.',
    'Sign in again, and check the tenant and the address of the environment.',
    'sign-in',
  ),
  moreClaims: words(
    'The environment asks for a newer or stronger sign-in.',
    'A conditional access policy, a changed password or a revoked session makes the token insufficient, though it has not expired.',
    'Sign in again; the claims that the environment asks for are passed on.',
    'sign-in',
  ),
  applicationUser: words(
    'The sign-in worked, but the application has no application user in this environment.',
    'An app registration and its consent are not enough: each environment needs an application user for it, with a security role.',
    'Create the application user in the Power Platform admin center (Settings, Users + permissions, Application users) with this client id, and give it a security role.',
  ),
  noToken: words(
    'The request carried no access token that Dataverse could use.',
    'Without one every request is answered with 401 and the address to sign in at.',
    'Sign in.',
    'sign-in',
  ),
};
