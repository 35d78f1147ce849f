import type { Problem } from '../base/problem';
import type { SetupRequest, StepNeeds } from './model';

/**
 * Microsoft Graph's refusal in plain words, from what the client understood of it: status, code and the server's words
 * are the same in both services, their meaning is not.
 */
export function graphProblem(problem: Problem, request: SetupRequest, needs: StepNeeds): Problem {
  const { status } = problem;
  if (status === undefined || status < 400) return problem;
  const words = status >= 500 ? unavailable : wordsByStatus[status];
  if (words === undefined) return { ...without(problem), ...refused(request, problem) };
  return { ...without(problem), ...words(needs) };
}

type Words = Pick<Problem, 'kind' | 'title' | 'remedy'> & Partial<Pick<Problem, 'cause' | 'action'>>;

/** The facts of a problem; its explanations are for the other service. */
function without({ code, status, correlationId, details, retryAfterMs }: Problem): Partial<Problem> {
  return {
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(details === undefined ? {} : { details }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

const unavailable = (): Words => ({
  kind: 'service-failed',
  title: 'Microsoft Graph cannot answer at the moment.',
  remedy: 'Run the command again in a few minutes: it goes on where it stopped.',
  action: 'retry',
});

const wordsByStatus: Readonly<Record<number, (needs: StepNeeds) => Words>> = {
  401: () => ({
    kind: 'sign-in-needed',
    title: 'Microsoft Graph does not take the sign-in.',
    cause: 'It may have been revoked, or a policy of the tenant asks for more.',
    remedy: 'Run the command again and sign in anew.',
  }),
  // https://learn.microsoft.com/graph/errors: Authorization_RequestDenied
  403: ({ names }) => ({
    kind: 'service-refused',
    title: `Microsoft Graph refused this step, which needs the permission ${names.join(' and ')}.`,
    cause:
      'Either the application that you signed in with was not granted it, or your own account has no directory role that allows it.',
    remedy:
      'Ask for the role Application Administrator or Cloud Application Administrator, or let an administrator run this command.',
  }),
  404: () => ({
    kind: 'service-refused',
    title: 'Microsoft Graph does not find what this step works on.',
    cause: 'It was removed meanwhile, or it is so new that not every server knows it yet.',
    remedy: 'Wait a minute and run the command again: it goes on where it stopped.',
    action: 'retry',
  }),
  409: () => ({
    kind: 'service-refused',
    title: 'Something of the same kind is there already.',
    remedy: 'Run the command again: what is there is used where it can be.',
    action: 'retry',
  }),
  429: () => ({
    kind: 'throttled',
    title: 'Microsoft Graph asks to send fewer requests.',
    remedy: 'Wait a few minutes and run the command again: it goes on where it stopped.',
    action: 'retry',
  }),
};

function refused({ method, path }: SetupRequest, { details }: Problem): Words {
  return {
    kind: 'service-refused',
    title: `Microsoft Graph refused ${method} ${path.split('?')[0] ?? ''}.`,
    ...(details === undefined ? {} : { cause: details.split('\n')[0] ?? '' }),
    remedy: 'Change what you entered and run the command again.',
  };
}
