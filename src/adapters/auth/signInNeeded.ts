import type { Problem } from '../../core/base/problem';

export const signInNeeded: Problem = {
  kind: 'sign-in-needed',
  title: 'You are not signed in to this environment.',
  remedy: 'Sign in.',
  action: 'sign-in',
};
