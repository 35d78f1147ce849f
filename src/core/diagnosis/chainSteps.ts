import type { StepId } from './chain';

/** The steps of the chain in their order, as people read them. */
export const stepTitles: Readonly<Record<StepId, string>> = {
  dns: 'Find the name',
  tls: 'Check the certificate',
  challenge: 'Ask the Web API where to sign in',
  authority: 'Reach the login server',
  token: 'Get an access token',
  claims: 'Look into the token',
  'who-am-i': 'Ask who you are (WhoAmI)',
  roles: 'Look up security roles',
  read: 'Read one row',
};

export const stepIds = Object.keys(stepTitles) as readonly StepId[];
