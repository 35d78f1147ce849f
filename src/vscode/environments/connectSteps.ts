import * as vscode from 'vscode';
import type { CancelSignal } from '../../core/base/cancel';
import { sampleClientId, suggestName } from '../../core/base/environmentConfig';
import type { SignInMethod } from '../../core/auth/ports';
import type { Problem } from '../../core/base/problem';
import { parseEnvironmentUrl } from '../../core/dataverse/environmentUrl';
import { asProblem, problemText } from '../platform/problems';
import { askChoice, askText, type Choice, type StepAnswer, type StepPlace } from '../platform/steps';
import type { EnvironmentStore } from './environmentStore';
import type { ConnectDraft, ConnectServices } from './ports';

/** One question of "Connect to environment…". Writes its answer into the draft. */
export type ConnectStep = (draft: ConnectDraft, place: StepPlace) => Promise<StepAnswer<unknown>>;

export type StepId = 'address' | 'method' | 'tenant' | 'client' | 'secret' | 'name';

interface StepContext {
  readonly store: EnvironmentStore;
  readonly services: ConnectServices;
}

/** The questions, in their order, for what is known so far. */
export function stepIds(draft: ConnectDraft): readonly StepId[] {
  const asksSecret = draft.method !== 'interactive';
  return ['address', 'method', 'tenant', 'client', ...(asksSecret ? (['secret'] as const) : []), 'name'];
}

export function connectSteps(context: StepContext): Readonly<Record<StepId, ConnectStep>> {
  return {
    address: (draft, place) => askAddress(context, draft, place),
    method: askMethod,
    tenant: askTenant,
    client: askClient,
    secret: askSecret,
    name: (draft, place) => askName(context, draft, place),
  };
}

async function askAddress(
  context: StepContext,
  draft: ConnectDraft,
  place: StepPlace,
): Promise<StepAnswer<string>> {
  return askText({
    ...place,
    prompt: 'Any address of the environment will do: a record, an app or the Web API.',
    placeholder: 'https://contoso-dev.crm4.dynamics.com',
    value: draft.address,
    check: (value, signal) => checkAddress(context, draft, value, signal),
    button: {
      icon: 'shield',
      tooltip: 'Trust a certificate authority file (local and on-premises servers)',
      run: async () => {
        const files = await vscode.window.showOpenDialog({
          title: 'Certificate authority to trust for this environment',
          filters: { Certificates: ['pem', 'crt', 'cer'] },
        });
        if (files?.[0] !== undefined) draft.caFile = files[0].fsPath;
      },
    },
  });
}

async function checkAddress(
  { store, services }: StepContext,
  draft: ConnectDraft,
  value: string,
  signal: CancelSignal,
): Promise<string | undefined> {
  try {
    const origin = parseEnvironmentUrl(value);
    adopt(draft, store, origin);
    draft.address = value;
    const trust = {
      ...(draft.authority === undefined ? {} : { authority: draft.authority }),
      ...(draft.caFile === undefined ? {} : { caFile: draft.caFile }),
    };
    const found = await services.find(origin, trust, signal);
    if (!found.knownAuthority && draft.authority !== found.authority) {
      if (!(await agreeToAuthority(found.origin, found.authority))) {
        return `Not connected: ${found.authority} was not trusted.`;
      }
      draft.authority = found.authority;
    }
    draft.found = found;
    draft.tenantId ??= found.tenantId ?? '';
    return undefined;
  } catch (error) {
    return addressProblem(asProblem(error));
  }
}

/** Here the file of a certificate authority is chosen with a button, not in the settings. */
function addressProblem(problem: Problem): string {
  if (problem.action !== 'choose-ca-file') return problemText(problem);
  const remedy =
    'If you trust it, choose the PEM file of its certificate authority with the shield button above.';
  return problemText({ ...problem, remedy });
}

/** An environment that is already configured fills in its own answers. */
function adopt(draft: ConnectDraft, store: EnvironmentStore, origin: string): void {
  if (draft.found?.origin === origin) return;
  const known = store.byOrigin(origin);
  if (draft.found !== undefined) {
    // Another address than before: what was found for the old one does not hold.
    delete draft.tenantId;
    delete draft.authority;
    delete draft.name;
    delete draft.found;
    delete draft.configured;
  }
  if (known === undefined) return;
  draft.method ??= known.method;
  draft.tenantId ??= known.tenantId;
  draft.configured = { method: known.method, clientId: known.clientId };
  draft.name ??= known.name;
  if (known.authority !== undefined) draft.authority ??= known.authority;
  if (known.caFile !== undefined) draft.caFile ??= known.caFile;
}

async function agreeToAuthority(origin: string, authority: string): Promise<boolean> {
  const trust = 'Trust and continue';
  const chosen = await vscode.window.showWarningMessage(
    `Sign in at ${authority}?`,
    {
      modal: true,
      detail: `${origin} sends sign-ins there. It is not one of Microsoft's sign-in addresses. Continue only if you know it, such as a local test server: your secret or password would go to it.`,
    },
    trust,
  );
  return chosen === trust;
}

const methodChoices: readonly Choice<SignInMethod>[] = [
  {
    label: '$(globe) Browser',
    description: 'interactive',
    detail: 'Opens the sign-in page; takes second factors and conditional access.',
    value: 'interactive',
  },
  {
    label: '$(key) Client secret',
    description: 'client-secret',
    detail: 'Signs in as an application user; renews without a person.',
    value: 'client-secret',
  },
];

async function askMethod(draft: ConnectDraft, place: StepPlace): Promise<StepAnswer<SignInMethod>> {
  // Where VS Code runs in a browser, the sign-in page may not find its way back to the extension.
  const inBrowser = vscode.env.uiKind === vscode.UIKind.Web;
  const answer = await askChoice({
    ...place,
    placeholder: `How do you want to sign in to ${draft.found?.origin.replace('https://', '') ?? 'the environment'}?`,
    choices: inBrowser ? methodChoices.toReversed() : methodChoices,
    active: draft.method,
  });
  if (answer.kind === 'answered') draft.method = answer.value;
  return answer;
}

async function askTenant(draft: ConnectDraft, place: StepPlace): Promise<StepAnswer<string>> {
  const answer = await askText({
    ...place,
    prompt: 'Tenant id or domain. It was found from the address; change it only if you know better.',
    placeholder: 'contoso.onmicrosoft.com',
    value: draft.tenantId ?? '',
    check: (value) =>
      /^[a-z0-9][a-z0-9.-]*$/i.test(value.trim())
        ? undefined
        : 'A tenant is an id such as 6f1e2c1a-… or a domain such as contoso.onmicrosoft.com.',
  });
  if (answer.kind === 'answered') draft.tenantId = answer.value.trim();
  return answer;
}

async function askClient(draft: ConnectDraft, place: StepPlace): Promise<StepAnswer<string>> {
  const interactive = draft.method === 'interactive';
  const answer = await askText({
    ...place,
    prompt: interactive
      ? "Application (client) id. Filled in is Microsoft's sample client for development; use your own for real work."
      : 'Application (client) id of the app registration.',
    placeholder: '00000000-0000-0000-0000-000000000000',
    value: clientIdFor(draft),
    check: (value) =>
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value.trim())
        ? undefined
        : 'An application id has 36 characters, such as 51f81489-12ee-4a9e-aaae-a2591f45987d.',
  });
  if (answer.kind === 'answered') draft.clientId = answer.value.trim();
  return answer;
}

/**
 * What was typed before, else the client of the configured environment where it signs in the same way. The sample
 * client is public: it fits the browser and no other method.
 */
function clientIdFor({ method, clientId, configured }: ConnectDraft): string {
  const known = clientId ?? (configured?.method === method ? configured?.clientId : undefined) ?? '';
  if (method === 'interactive') return known === '' ? sampleClientId : known;
  return known === sampleClientId ? '' : known;
}

async function askSecret(draft: ConnectDraft, place: StepPlace): Promise<StepAnswer<string>> {
  const answer = await askText({
    ...place,
    prompt: "Client secret: its value, not its id. It is kept in VS Code's secret storage and nowhere else.",
    value: draft.secret ?? '',
    password: true,
    check: (value) => (value.trim() === '' ? 'Enter the client secret.' : undefined),
  });
  if (answer.kind === 'answered') draft.secret = answer.value.trim();
  return answer;
}

async function askName(
  { store }: StepContext,
  draft: ConnectDraft,
  place: StepPlace,
): Promise<StepAnswer<string>> {
  const origin = draft.found?.origin ?? '';
  const others = store.environments.filter((other) => other.url !== origin).map((other) => other.name);
  const answer = await askText({
    ...place,
    prompt: 'Name of the environment, as the status bar shows it and "# @env" in a file names it.',
    value: draft.name ?? suggestName(origin, others),
    check: (value) => {
      const name = value.trim();
      if (name === '') return 'Enter a name.';
      if (others.some((other) => other.toLowerCase() === name.toLowerCase())) {
        return `${name} is the name of another environment already. Choose another name.`;
      }
      return undefined;
    },
  });
  if (answer.kind === 'answered') draft.name = answer.value.trim();
  return answer;
}
