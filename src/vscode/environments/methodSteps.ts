import * as vscode from 'vscode';
import { askedSecrets } from '../../core/auth/askedSecrets';
import { methodInfo, offeredMethods, type OfferedMethod } from '../../core/auth/methods';
import type { SignInMethod } from '../../core/auth/ports';
import { sampleClientId } from '../../core/base/environmentConfig';
import { askChoice, askText, type Choice, type StepAnswer, type StepPlace } from '../platform/steps';
import type { ConnectDraft, ConnectServices } from './ports';

/** Which way to sign in; those that suit the place where VS Code runs stand first. */
export async function askMethod(
  services: Pick<ConnectServices, 'hasAzureCli'>,
  draft: ConnectDraft,
  place: StepPlace,
): Promise<StepAnswer<SignInMethod>> {
  const remote = vscode.env.uiKind === vscode.UIKind.Web || vscode.env.remoteName !== undefined;
  const offered = offeredMethods({ remote, azureCli: await services.hasAzureCli() });
  const answer = await askChoice({
    ...place,
    placeholder: `How do you want to sign in to ${draft.found?.origin.replace('https://', '') ?? 'the environment'}?`,
    choices: offered.map(choiceOf),
    active: draft.method,
  });
  if (answer.kind === 'answered') {
    if (draft.method !== answer.value) delete draft.wanted;
    draft.method = answer.value;
  }
  return answer;
}

function choiceOf({ info, note }: OfferedMethod): Choice<SignInMethod> {
  return {
    label: `$(${info.icon}) ${info.label}`,
    detail: note ?? info.sentence,
    value: info.id,
  };
}

export async function askTenant(draft: ConnectDraft, place: StepPlace): Promise<StepAnswer<string>> {
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

export async function askClient(draft: ConnectDraft, place: StepPlace): Promise<StepAnswer<string>> {
  const optional = draft.method === 'managed-identity';
  const answer = await askText({
    ...place,
    prompt: clientPrompt(draft.method),
    placeholder: '00000000-0000-0000-0000-000000000000',
    value: clientIdFor(draft),
    check: (value) =>
      (optional && value.trim() === '') || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value.trim())
        ? undefined
        : 'An application id has 36 characters, such as 51f81489-12ee-4a9e-aaae-a2591f45987d.',
  });
  if (answer.kind === 'answered') draft.clientId = answer.value.trim();
  return answer;
}

function clientPrompt(method: SignInMethod | undefined): string {
  if (method === 'managed-identity') {
    return "Client id of the identity that is assigned to the machine. Leave it empty for the machine's own identity.";
  }
  return takesSampleClient(method)
    ? "Application (client) id. Filled in is Microsoft's sample client for development; use your own for real work."
    : 'Application (client) id of the app registration.';
}

/** The sample client is a public one. */
function takesSampleClient(method: SignInMethod | undefined): boolean {
  return method === 'interactive' || method === 'device-code' || method === 'password';
}

/** What was typed before, else the client of the configured environment where it signs in the same way. */
function clientIdFor({ method, clientId, configured }: ConnectDraft): string {
  const known = clientId ?? (configured?.method === method ? configured?.clientId : undefined) ?? '';
  if (takesSampleClient(method)) return known === '' ? sampleClientId : known;
  return known === sampleClientId ? '' : known;
}

export async function askUser(draft: ConnectDraft, place: StepPlace): Promise<StepAnswer<string>> {
  const answer = await askText({
    ...place,
    prompt: 'User name, as on the sign-in page.',
    placeholder: 'ana.duarte@contoso.com',
    value: draft.userName ?? '',
    check: (value) => (value.trim() === '' ? 'Enter the user name.' : undefined),
  });
  if (answer.kind === 'answered') draft.userName = answer.value.trim();
  return answer;
}

export async function askCertificate(draft: ConnectDraft, place: StepPlace): Promise<StepAnswer<string>> {
  const answer = await askText({
    ...place,
    prompt:
      'Full path of the file with certificate and private key: PEM, PFX or P12. The file stays where it is; the button opens a chooser.',
    placeholder: '/home/ana/contoso.pfx',
    value: draft.certificateFile ?? '',
    check: (value) => (value.trim() === '' ? 'Enter the path of the file.' : undefined),
    buttons: [
      {
        icon: 'folder-opened',
        tooltip: 'Choose a file',
        run: async () => {
          const files = await vscode.window.showOpenDialog({
            title: 'Certificate with its private key',
            filters: { Certificates: ['pem', 'pfx', 'p12'] },
          });
          return files?.[0]?.fsPath;
        },
      },
    ],
  });
  if (answer.kind === 'answered') draft.certificateFile = answer.value.trim();
  return answer;
}

/** The secret that the method always needs, or the one that the last try has asked for. */
export async function askSecret(draft: ConnectDraft, place: StepPlace): Promise<StepAnswer<string>> {
  const purpose = draft.wanted ?? methodInfo(draft.method ?? 'client-secret').secret ?? 'client-secret';
  const { label, prompt } = askedSecrets[purpose];
  const answer = await askText({
    ...place,
    prompt,
    value: draft.secrets.get(purpose) ?? '',
    password: true,
    check: (value) => (value.trim() === '' ? `Enter the ${label}.` : undefined),
  });
  if (answer.kind === 'answered') {
    draft.secrets.set(purpose, purpose === 'password' ? answer.value : answer.value.trim());
  }
  return answer;
}
