import type { Environment } from '../../core/base/environment';
import { asProblem, problemText } from '../platform/problems';
import { askChoice, askText, type Choice } from '../platform/steps';
import type { SetupServices } from './ports';
import type { Question } from './questions';

export interface EnvironmentDraft {
  environment?: Environment;
  /** Rather one that is not configured yet. */
  other?: boolean;
}

/** Which environment, and with it which tenant and cloud. `configured`: only one that can be signed in to. */
export function environmentQuestions(
  services: SetupServices,
  draft: EnvironmentDraft,
  configured: boolean,
): readonly Question[] {
  const { environments } = services;
  const choose: Question = async (place) => {
    const answer = await askChoice({
      ...place,
      placeholder: configured
        ? 'In which environment?'
        : 'For which environment? Its tenant is where this is done.',
      choices: [...environments.map(choiceOf), ...(configured ? [] : [another])],
      active: draft.other === true ? undefined : (draft.environment ?? services.current),
    });
    if (answer.kind === 'answered') {
      draft.other = answer.value === undefined;
      if (answer.value !== undefined) draft.environment = answer.value;
    }
    return answer;
  };
  if (environments.length === 0) return [addressQuestion(services, draft)];
  return draft.other === true ? [choose, addressQuestion(services, draft)] : [choose];
}

const choiceOf = (environment: Environment): Choice<Environment | undefined> => ({
  label: environment.name,
  description: environment.url.replace('https://', ''),
  value: environment,
});

const another: Choice<Environment | undefined> = {
  label: '$(add) Another environment…',
  detail: 'By its address; tenant and cloud are found from it.',
  value: undefined,
};

function addressQuestion(services: SetupServices, draft: EnvironmentDraft): Question {
  return (place) =>
    askText({
      ...place,
      prompt: 'Any address of the environment will do. Tenant and cloud are found from it.',
      placeholder: 'https://contoso-dev.crm4.dynamics.com',
      value: '',
      check: async (value, signal) => {
        try {
          draft.environment = await services.find(value, signal);
          return undefined;
        } catch (error) {
          return problemText(asProblem(error));
        }
      },
    });
}
