import type { EntraCause, EntraWords } from './entraCauses';
import { words } from './entraWord';

/** Causes that lie with the account, its consent and its sign-in. */
type UserCause = Extract<
  EntraCause,
  | 'consent-required'
  | 'consent-declined'
  | 'mfa-required'
  | 'conditional-access'
  | 'device-not-compliant'
  | 'tenant-restricted'
  | 'user-not-assigned'
  | 'interaction-required'
  | 'bad-credentials'
  | 'unknown-user'
  | 'external-user'
  | 'account-locked'
  | 'account-disabled'
  | 'password-expired'
  | 'refresh-token-expired'
  | 'code-used'
  | 'device-code-pending'
  | 'device-code-expired'
>;

export const entraUserWords: Readonly<Record<UserCause, EntraWords>> = {
  'consent-required': words(
    'sign-in-needed',
    'The application has no consent to use Dataverse in your name.',
    'Nobody has agreed to its permission "user_impersonation" yet, or the tenant wants an administrator to.',
    'Sign in and accept, or ask an administrator to grant consent.',
    'sign-in',
  ),
  'consent-declined': words(
    'sign-in-needed',
    'The permissions were declined.',
    'Without them the application cannot use Dataverse in your name.',
    'Sign in again and accept.',
    'sign-in',
  ),
  'mfa-required': words(
    'sign-in-needed',
    'Entra asks for multifactor authentication.',
    'A policy of your organization wants a second proof of who you are.',
    'Sign in, and complete the second step in the browser.',
    'sign-in',
  ),
  'conditional-access': words(
    'sign-in-needed',
    'A conditional access policy of your organization blocks this sign-in.',
    'It may allow only certain devices, places, applications or ways to sign in.',
    'Sign in from a device and place that the policy allows, or ask an administrator.',
    'sign-in',
  ),
  'device-not-compliant': words(
    'sign-in-needed',
    'Your organization asks for a managed device.',
    'This device is not enrolled, or does not meet the policy.',
    'Sign in from an enrolled device, or ask an administrator.',
    'sign-in',
  ),
  'tenant-restricted': words(
    'identity-refused',
    'Your organization, or that of the environment, does not allow sign-ins across tenants.',
    'Tenant restrictions or a cross-tenant access policy block this account.',
    'Sign in with an account of the tenant, or ask an administrator to allow the access.',
    'sign-in',
  ),
  'user-not-assigned': words(
    'identity-refused',
    'The user is not assigned to the application.',
    'The enterprise application asks for an assignment, and this user has none.',
    'Ask an administrator to assign the user to the application, or sign in with another account.',
    'sign-in',
  ),
  'interaction-required': words(
    'sign-in-needed',
    'Entra wants you to sign in again.',
    'A policy, a changed password or an ended session may be the reason.',
    'Sign in.',
    'sign-in',
  ),
  'bad-credentials': words(
    'identity-refused',
    'The user name or password is wrong.',
    'One of them may be mistyped, or the password was changed.',
    'Sign in with the right user name and password.',
    'sign-in',
  ),
  'unknown-user': words(
    'identity-refused',
    'The tenant does not know this account.',
    'The account belongs to another tenant, or is not invited as a guest.',
    'Sign in with an account of the tenant, or correct the tenant of the environment.',
    'sign-in',
  ),
  'external-user': words(
    'identity-refused',
    'The account belongs to another tenant, and the tenant of the environment has not invited it.',
    'An account of another organization, or a personal one, works as an invited guest only.',
    'Sign in with an account of the tenant, ask to be invited as a guest, or correct the tenant of the environment.',
    'sign-in',
  ),
  'account-locked': words(
    'identity-refused',
    'The account is locked.',
    'There were too many failed sign-ins, or they came from a suspicious address.',
    'Wait a while and sign in again, or ask an administrator to unlock it.',
    'sign-in',
  ),
  'account-disabled': words(
    'identity-refused',
    'The account is disabled.',
    'An administrator has disabled it.',
    'Ask an administrator, or sign in with another account.',
    'sign-in',
  ),
  'password-expired': words(
    'sign-in-needed',
    'The password has expired.',
    'Your organization asks for a new one from time to time.',
    'Sign in through the browser and choose a new password.',
    'sign-in',
  ),
  'refresh-token-expired': words(
    'sign-in-needed',
    'The sign-in has ended.',
    'It was not used for long, was revoked, or the password was changed.',
    'Sign in again.',
    'sign-in',
  ),
  'code-used': words(
    'sign-in-needed',
    'The sign-in was not finished.',
    'The code from the browser was used already, or belongs to another attempt.',
    'Sign in again.',
    'sign-in',
  ),
  'device-code-pending': words(
    'sign-in-needed',
    'The code has not been entered yet.',
    'Entra waits for it to be entered in the browser.',
    'Enter the code in the browser.',
    'sign-in',
  ),
  'device-code-expired': words(
    'sign-in-needed',
    'The code is no longer valid.',
    'It has expired, was mistyped, or the sign-in was declined.',
    'Sign in again with a new code.',
    'sign-in',
  ),
};
