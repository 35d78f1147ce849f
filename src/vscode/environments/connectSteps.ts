import * as vscode from 'vscode';
import type { CancelSignal } from '../../core/base/cancel';
import { suggestName } from '../../core/base/environmentConfig';
import { methodInfo, type MethodField } from '../../core/auth/methods';
import type { Problem } from '../../core/base/problem';
import { parseEnvironmentUrl } from '../../core/dataverse/environmentUrl';
import { asProblem, problemText } from '../platform/problems';
import { askText, type StepAnswer, type StepPlace } from '../platform/steps';
import { askCertificate, askClient, askMethod, askSecret, askTenant, askUser } from './methodSteps';
import type { EnvironmentStore } from './environmentStore';
import { nameFault } from './manage';
import { listEnvironments } from './listEnvironments';
import type { ConnectDraft, ConnectServices, DiscoveryServices } from './ports';

/** One question of "Connect to environment…". Writes its answer into the draft. */
export type ConnectStep = (draft: ConnectDraft, place: StepPlace) => Promise<StepAnswer<unknown>>;

export type StepId = 'address' | 'method' | 'tenant' | 'client' | 'user' | 'certificate' | 'secret' | 'name';

interface StepContext {
  readonly store: EnvironmentStore;
  readonly services: ConnectServices;
  readonly discovery: DiscoveryServices;
}

/** The questions, in their order, for what is known so far. */
export function stepIds(draft: ConnectDraft): readonly StepId[] {
  const { fields, secret } = methodInfo(draft.method ?? 'client-secret');
  const asks = (field: MethodField): boolean => fields[field] === 'required';
  return [
    'address',
    'method',
    ...(asks('tenantId') ? (['tenant'] as const) : []),
    ...(asks('clientId') || draft.method === 'managed-identity' ? (['client'] as const) : []),
    ...(asks('userName') ? (['user'] as const) : []),
    ...(asks('certificateFile') ? (['certificate'] as const) : []),
    ...(secret !== undefined || draft.wanted !== undefined ? (['secret'] as const) : []),
    'name',
  ];
}

export function connectSteps(context: StepContext): Readonly<Record<StepId, ConnectStep>> {
  return {
    address: (draft, place) => askAddress(context, draft, place),
    method: (draft, place) => askMethod(context.services, draft, place),
    tenant: askTenant,
    client: askClient,
    user: askUser,
    certificate: askCertificate,
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
    prompt:
      'Any address of the environment will do: a record, an app or the Web API. Or list yours with the magnifier.',
    submitAtOnce: takeChosen(draft),
    placeholder: 'https://contoso-dev.crm4.dynamics.com',
    value: draft.address,
    check: (value, signal) => checkAddress(context, draft, value, signal),
    buttons: [
      {
        icon: 'search',
        tooltip: 'List my environments (signs in first)',
        submits: true,
        run: () => chooseFromList(context, draft),
      },
      {
        icon: 'shield',
        tooltip: 'Trust a certificate authority file (local and on-premises servers)',
        run: async () => {
          const files = await vscode.window.showOpenDialog({
            title: 'Certificate authority to trust for this environment',
            filters: { Certificates: ['pem', 'crt', 'cer'] },
          });
          if (files?.[0] !== undefined) draft.caFile = files[0].fsPath;
          return undefined;
        },
      },
    ],
  });
}

/** Only once: whoever comes back to the question wants to see it. */
function takeChosen(draft: ConnectDraft): boolean {
  const chosen = draft.chosen === true;
  draft.chosen = false;
  return chosen;
}

async function chooseFromList({ discovery }: StepContext, draft: ConnectDraft): Promise<string | undefined> {
  const chosen = await listEnvironments(discovery);
  if (chosen === undefined) return undefined;
  if (chosen.place.caFile !== undefined) draft.caFile = chosen.place.caFile;
  return chosen.url;
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
  const known = draft.edited?.url === origin ? draft.edited : store.byOrigin(origin);
  if (draft.found !== undefined) {
    // Another address than before: what was found for the old one does not hold.
    delete draft.tenantId;
    delete draft.authority;
    delete draft.name;
    delete draft.found;
    delete draft.configured;
    delete draft.wanted;
    draft.secrets.clear();
  }
  if (known === undefined) return;
  draft.method ??= known.method;
  draft.tenantId ??= known.tenantId;
  draft.configured = { method: known.method, clientId: known.clientId };
  draft.name ??= known.name;
  if (known.userName !== undefined) draft.userName ??= known.userName;
  if (known.certificateFile !== undefined) draft.certificateFile ??= known.certificateFile;
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

async function askName(
  { store }: StepContext,
  draft: ConnectDraft,
  place: StepPlace,
): Promise<StepAnswer<string>> {
  const origin = draft.found?.origin ?? '';
  const { edited } = draft;
  const others = store.environments
    .filter((other) => (edited === undefined ? other.url !== origin : other.name !== edited.name))
    .map((other) => other.name);
  const answer = await askText({
    ...place,
    prompt: 'Name of the environment, as the status bar shows it and "# @env" in a file names it.',
    value: draft.name ?? suggestName(origin, others),
    check: (value) =>
      nameFault(
        value,
        others.map((name) => ({ name })),
      ),
  });
  if (answer.kind === 'answered') draft.name = answer.value.trim();
  return answer;
}
