import {
  bodyAsSent,
  type SetupPlan,
  type SetupRequest,
  type SetupStep,
  type SetupValues,
  type ValueOf,
} from './model';

/** A step as it is shown before anything is sent. */
export interface StepPreview {
  readonly step: SetupStep;
  readonly requests: readonly SetupRequest[];
  readonly undo: readonly SetupRequest[];
}

/** The dry run: every request of the plan, with `{name}` for what only its earlier steps will tell. Sends nothing. */
export function previewPlan(plan: SetupPlan, values: SetupValues = {}): readonly StepPreview[] {
  const value: ValueOf = (name) => values[name] ?? `{${name}}`;
  return plan.steps.map((step) => ({
    step,
    requests: step.requests(value),
    undo: step.undo?.requests(value) ?? [],
  }));
}

/** Permissions of Microsoft Graph that the plan needs, each once. */
export function graphPermissionsOf(plan: SetupPlan): readonly string[] {
  const needed = plan.steps.filter(({ needs }) => needs.service === 'graph');
  return [...new Set(needed.flatMap(({ needs }) => needs.names))];
}

/** The dry run as a Markdown document. `roots`: what stands before a request's path. */
export function previewText(plan: SetupPlan, roots: Readonly<Record<'graph' | 'dataverse', string>>): string {
  const parts = previewPlan(plan).map(({ step, requests, undo }, index) => {
    const root = roots[step.needs.service];
    const needed =
      step.needs.service === 'graph'
        ? `Microsoft Graph permission: ${step.needs.names.join(', ')}`
        : `Privilege in the environment: ${step.needs.names.join(', ')}`;
    return [
      `## ${index + 1}. ${step.title}`,
      step.what,
      needed,
      ...requests.map((request) => fence(request, root)),
      ...(undo.length === 0
        ? []
        : [`To undo it (${step.undo?.title ?? ''}):`, ...undo.map((one) => fence(one, root))]),
    ].join('\n\n');
  });
  return [
    `# ${plan.title}`,
    'Nothing is sent before you choose to run it. What stands in braces comes from an earlier step. Each step first looks whether it is done already, and is left out if so.',
    ...parts,
    '',
  ].join('\n\n');
}

function fence({ method, path, body }: SetupRequest, root: string): string {
  const json = body === undefined ? '' : `\n\n${JSON.stringify(bodyAsSent(body, root), undefined, 2)}`;
  return `\`\`\`http\n${method} ${root}${path}${json}\n\`\`\``;
}
