import type { Explanation, ServiceRule } from './serviceRule';

/** Who may do what, and how much of it. Source: security roles, service protection limits (api-limits). */
export const accessRules: readonly ServiceRule[] = [
  {
    reason: 'conditional-access',
    message:
      /\bIP (?:address )?(?:firewall|restriction)|\bIP address\b.*\b(?:blocked|not allowed|not in the allowed|restricted)|access to dataverse api is restricted/is,
    explain: () => ({
      title: 'The environment does not let requests of this application or from this network in.',
      cause: 'Its administrators restrict who may use the Web API: by application, or by IP address.',
      remedy: 'Ask an administrator of the environment to allow the application or the network.',
    }),
  },
  {
    reason: 'user-disabled',
    codes: ['0x80040225'],
    explain: disabledUser,
  },
  {
    reason: 'user-disabled',
    message:
      /\b(?:user|principal|account)\b.*\b(?:disabled|deactivated|not enabled|inactive)\b|\bdisabled\b.*\buser\b/is,
    explain: disabledUser,
  },
  {
    reason: 'license-missing',
    message:
      /\buser\b.*\b(?:not licensed|no licen[sc]e|does(?:n't| not) have (?:an? )?(?:\w+ )?licen[sc]e|not been assigned (?:any|a) licen[sc]e)/is,
    explain: () => ({
      title: 'The user has no licence for this environment.',
      cause: 'Dataverse lets in people with a licence, and application users without one.',
      remedy: 'Ask an administrator to assign a licence, or sign in with an application user.',
    }),
  },
  {
    reason: 'not-a-member',
    codes: ['0x80072560', '0x80041d1f'],
    explain: notAMember,
  },
  {
    reason: 'not-a-member',
    message:
      /not (?:an? )?(?:active )?(?:member|user) of (?:the|this|any|that) (?:organi[sz]ation|environment|instance)|isn['’]t (?:an? )?member of (?:the|this) (?:organi[sz]ation|environment)|systemuser With Ids? = [^ ]+ Does Not Exist|no (?:system|application) ?user\b.*(?:found|exists?|match)|(?:system|application) ?user\b.*(?:not found|does ?n[o\u2019']t exist|could not be found)|user (?:was )?not found in (?:the|this) (?:organi[sz]ation|environment)|kein Mitglied der Organisation|no es miembro de la organizaci|pas membre de l.organisation|non è (?:un )?membro dell.organizzazione|não é (?:um )?membro da organiza/is,
    explain: notAMember,
  },
  {
    reason: 'no-security-role',
    codes: ['0x80042f09'],
    explain: noRole,
  },
  {
    reason: 'no-security-role',
    message:
      /roleCount\s*=\s*0\b|no (?:security )?roles? (?:is |are |has been |have been |was |were )?assigned|not been assigned (?:any|a) (?:security )?roles?|(?:has|have|with) no (?:security )?roles?\b|without (?:any|a) (?:security )?roles?\b|does(?:n['’]t| not) have any (?:security )?roles?|not assigned (?:to )?(?:any|a) (?:security )?role/is,
    explain: noRole,
  },
  {
    reason: 'missing-privilege',
    message:
      /(prv(?:AppendTo|Append|Create|Read|Write|Delete|Assign|Share|Search|Export|Publish|Import|ActOnBehalfOf)?)([A-Za-z]*\w*)\b(?:[^]*?(?:for (?:the )?(?:entity|table)|entityName\s*[:=]|EntityLogicalName\s*[:=])\s*'?(\w+)|)/,
    explain: ([, privilege, rest, entity]) => missingPrivilege(privilege ?? '', rest ?? '', entity ?? ''),
  },
  {
    reason: 'missing-privilege',
    codes: ['0x80040220', '0x80048306', '0x80070005', '0x8004f3a1', 'authorization_requestdenied'],
    explain: privilegeUnnamed,
  },
  {
    reason: 'missing-privilege',
    // "401 - Unauthorized: Access is denied" is all that Dataverse says of a token that it does not take.
    exceptStatus: 401,
    message:
      /SecLib::|insufficient (?:access |security )?(?:privileges?|permissions?|rights)|(?:not|n['’]t) (?:have )?(?:enough|sufficient|the (?:necessary|required)|the) (?:\w+ )?(?:privileges?|permissions?|rights)|privileges? (?:is|are) (?:missing|required)|access (?:is )?denied|principal with id \S+ does not have/is,
    explain: privilegeUnnamed,
  },
  {
    reason: 'throttled',
    codes: ['0x80072322'],
    explain: (_, error) => ({
      title: `Too many requests${limitIn(error.message)}. Dataverse asks for a pause.`,
      cause: 'The limit counts per user and web server, all programs of this user together.',
      remedy: 'Wait a while, then run it again.',
      action: 'retry',
    }),
  },
  {
    reason: 'throttled',
    codes: ['0x80072321'],
    explain: () => ({
      title: 'The requests of the last minutes kept the server too busy. Dataverse asks for a pause.',
      cause: 'The execution time of all requests of this user together is limited.',
      remedy: 'Wait a while, then run it again; select fewer columns or rows.',
      action: 'retry',
    }),
  },
  {
    reason: 'throttled',
    codes: ['0x80072326'],
    explain: () => ({
      title: 'Too many requests at the same time. Dataverse asks for a pause.',
      cause: 'The limit counts per user and web server, all programs of this user together.',
      remedy: 'Wait a while, then run it again with fewer at once.',
      action: 'retry',
    }),
  },
  {
    reason: 'throttled',
    codes: ['0x80072323', '0x80072324', '0x80072325', '0x80072327', '0x80072328'],
    explain: slowDown,
  },
  {
    reason: 'throttled',
    message:
      /number of (?:concurrent )?requests exceeded|too many requests|combined execution time|throttl|rate limit/i,
    explain: slowDown,
  },
  {
    reason: 'service-unavailable',
    message:
      /organi[sz]ation.*\b(?:is (?:currently )?disabled|(?:under|in) (?:maintenance|administration)|unavailable|not available)|under maintenance|administration mode|being (?:copied|restored|moved|upgraded)/is,
    explain: () => ({
      title: 'The environment is switched off or under maintenance.',
      cause: 'Administration mode, a restore, a copy or an update keeps users out for a while.',
      remedy: 'Wait a while, or ask the administrator of the environment.',
      action: 'retry',
    }),
  },
  {
    reason: 'service-unavailable',
    message: /timeout expired|query execution time.*exceeded/is,
    explain: () => ({
      title: 'The query took too long, and the server gave up.',
      cause: 'It reads too many rows or columns for the time that a request may take.',
      remedy: 'Filter on indexed columns, select fewer columns, or leave out $orderby.',
      action: 'retry',
    }),
  },
];

function limitIn(message: string): string {
  const [, count, seconds] = /limit of ([\d,.]+) over time window of ([\d,.]+) seconds/i.exec(message) ?? [];
  return count === undefined || seconds === undefined
    ? ''
    : ` (the limit here is ${count} in ${seconds} seconds)`;
}

function slowDown(): Explanation {
  return {
    title: 'Too many requests. Dataverse asks for a pause.',
    cause: 'The limits count per user and web server, all programs of this user together.',
    remedy: 'Wait a while, then run it again.',
    action: 'retry',
  };
}

function disabledUser(): Explanation {
  return {
    title: 'The user is disabled in this environment.',
    cause:
      'Somebody disabled it, its licence was taken away, or it left the security group of the environment.',
    remedy: 'Ask an administrator to enable the user.',
  };
}

function notAMember(): Explanation {
  return {
    title: 'The sign-in worked, but this user or application is not a member of the environment.',
    cause: 'An application needs an application user in each environment; a person needs to be added to it.',
    remedy: 'Ask an administrator to add the user, or to create an application user with a security role.',
  };
}

function noRole(): Explanation {
  return {
    title: 'The user has no security role in this environment.',
    cause: 'Being a member is not enough: without a role nobody may read anything.',
    remedy: 'Ask an administrator to assign a security role to the user.',
  };
}

function missingPrivilege(privilege: string, rest: string, entity: string): Explanation {
  const table = entity || rest.toLowerCase();
  const where = table ? ` on ${table}` : '';
  return {
    title: `You may not do this${table ? ` on the table ${table}` : ''}: the privilege ${privilege}${rest} is missing.`,
    cause: `No security role of the user holds ${verb(privilege)}${where}, or not for records of others.`,
    remedy: `Ask an administrator for a security role with ${verb(privilege)}${where}.`,
  };
}

function privilegeUnnamed(): Explanation {
  return {
    title: 'You may not do this: a privilege is missing.',
    cause: 'No security role of the user allows it, or not for this record.',
    remedy: 'Ask an administrator for a security role that allows it.',
  };
}

/** `prvRead` → `the right to read`. */
function verb(privilege: string | undefined): string {
  const word = privilege?.replace(/^prv/, '') ?? '';
  if (word === 'AppendTo') return 'the right to append to';
  return word === '' ? 'the right' : `the right to ${word.toLowerCase()}`;
}
