import { tokenFromOutside, type TokenHints } from '../../core/auth/decodedToken';
import { diagnoseEntra } from '../../core/auth/entraProblem';
import { parseHttpsAddress } from '../../core/auth/httpsAddress';
import type { AccessToken, AcquireOptions } from '../../core/auth/ports';
import { ProblemError, type Problem } from '../../core/base/problem';
import { BorrowedTokens } from './borrowedTokens';
import { runAzureCli, type CommandOutcome } from './runAzureCli';

/** Tokens of the account, user or service principal, that `az login` has signed in. The Azure CLI renews. */
export class AzureCliSource extends BorrowedTokens {
  protected async borrow({ signal }: Pick<AcquireOptions, 'signal'>): Promise<AccessToken> {
    const { clock, resource, tenantId } = this.config;
    const origin = parseHttpsAddress(resource)?.origin;
    // Both stand on a command line, which on Windows a shell reads.
    if (origin === undefined || !/^[a-z0-9.:/-]+$/.test(origin) || !/^[a-z0-9.-]*$/i.test(tenantId)) {
      throw new ProblemError(oddSettings);
    }
    const outcome = await runAzureCli(
      [
        ...['account', 'get-access-token', '--output', 'json', '--resource', origin],
        ...(tenantId === '' ? [] : ['--tenant', tenantId]),
      ],
      signal,
    );
    if (outcome.kind !== 'done') throw new ProblemError(problemOf(outcome, origin, tenantId));
    const answer = readAnswer(outcome.output);
    if (answer === undefined) throw new ProblemError(unreadable);
    return tokenFromOutside(answer.value, resource, clock.now(), answer.hints);
  }
}

function readAnswer(output: string): { readonly value: string; readonly hints: TokenHints } | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(output);
  } catch {
    return undefined;
  }
  if (typeof answer !== 'object' || answer === null || !('accessToken' in answer)) return undefined;
  if (typeof answer.accessToken !== 'string') return undefined;
  const expiresAt = expiryOf(answer);
  return { value: answer.accessToken, hints: expiresAt === undefined ? {} : { expiresAt } };
}

/** `expires_on` in epoch seconds since az 2.54; `expiresOn` is the same in local time, `2026-11-21 12:00:00.000000`. */
function expiryOf(answer: object): number | undefined {
  const seconds = 'expires_on' in answer ? Number(answer.expires_on) : Number.NaN;
  if (Number.isFinite(seconds)) return seconds * 1000;
  if (!('expiresOn' in answer) || typeof answer.expiresOn !== 'string') return undefined;
  const local = Date.parse(answer.expiresOn.replace(' ', 'T').replace(/(\.\d{3})\d*$/, '$1'));
  return Number.isFinite(local) ? local : undefined;
}

function problemOf(
  outcome: Exclude<CommandOutcome, { kind: 'done' }>,
  origin: string,
  tenantId: string,
): Problem {
  if (outcome.kind === 'missing') return notInstalled;
  if (outcome.kind === 'slow') return tooSlow;
  const login = `az login${tenantId === '' ? '' : ` --tenant ${tenantId}`}`;
  const said = outcome.errors;
  const signIn = {
    kind: 'sign-in-needed',
    remedy: `Run "${login} --scope ${origin}/.default" in a terminal, then sign in again.`,
    action: 'sign-in',
  } as const;
  if (/AADSTS\d{5,}/.test(said)) {
    const { problem } = diagnoseEntra({ body: { error: 'invalid_grant', error_description: said } });
    const mayHelp = problem.action === 'sign-in' || problem.action === 'enter-secret';
    return { ...problem, title: `The Azure CLI got no token. ${problem.title}`, ...(mayHelp ? signIn : {}) };
  }
  if (/az login|No subscription found|not logged in/i.test(said)) {
    return { ...signIn, title: 'The Azure CLI is not signed in.' };
  }
  return { ...signIn, title: 'The Azure CLI got no token for this environment.' };
}

const notInstalled: Problem = {
  kind: 'bad-input',
  title: 'The Azure CLI was not found.',
  cause: 'It is not installed on this machine, or its folder was not on the PATH when VS Code was started.',
  remedy:
    'Install it from https://aka.ms/azure-cli and start VS Code again, or choose another way to sign in.',
  action: 'sign-in',
};

const tooSlow: Problem = {
  kind: 'service-failed',
  title: 'The Azure CLI did not answer in time.',
  cause: 'The machine is busy, or the Azure CLI waits for the network.',
  remedy: 'Try again. Run "az account show" in a terminal to see whether it answers.',
  action: 'retry',
};

const unreadable: Problem = {
  kind: 'malformed-answer',
  title: 'The answer of the Azure CLI cannot be read.',
  cause: 'It is not the JSON that "az account get-access-token" prints.',
  remedy: 'Run "az upgrade" in a terminal, then sign in again.',
  action: 'sign-in',
};

const oddSettings: Problem = {
  kind: 'bad-input',
  title: 'The address or the tenant of the environment holds characters that the Azure CLI cannot be given.',
  remedy: 'Check both in the settings of the environment.',
  action: 'edit-environment',
};
