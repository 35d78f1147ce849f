import type { ServiceRule } from './serviceRule';

/** Who may do what, and how much of it. Source: security roles, service protection limits (api-limits). */
export const accessRules: readonly ServiceRule[] = [
  {
    codes: ['0x80072560'],
    explain: () => ({
      title: 'The sign-in worked, but this user or application is not a member of the environment.',
      cause:
        'An application needs an application user in each environment; a person needs to be added to it.',
      remedy: 'Ask an administrator to add the user, or to create an application user with a security role.',
    }),
  },
  {
    message: /roleCount=0\b/i,
    explain: () => ({
      title: 'The user has no security role in this environment.',
      remedy: 'Ask an administrator to assign a security role to the user.',
    }),
  },
  {
    message:
      /missing (prv(?:AppendTo|Append|Create|Read|Write|Delete|Assign|Share|Search|Export)?)(\w*) privilege[^]*?(?:for entity '([^']*)'|$)/,
    explain: ([, privilege, rest, entity]) => {
      const table = entity || rest?.toLowerCase();
      return {
        title: `You may not do this${table ? ` on the table ${table}` : ''}: the privilege ${privilege}${rest} is missing.`,
        cause: `No security role of the user holds ${verb(privilege)}${table ? ` on ${table}` : ''}, or not for records of others.`,
        remedy: `Ask an administrator for a security role with ${verb(privilege)}${table ? ` on ${table}` : ''}.`,
      };
    },
  },
  {
    message: /\buser\b.*\bdisabled\b|\bdisabled\b.*\buser\b/is,
    explain: () => ({
      title: 'The user is disabled in this environment.',
      remedy: 'Ask an administrator to enable the user.',
    }),
  },
  {
    message: /not been assigned any (?:security )?role|no (?:security )?roles?\b.*assigned/is,
    explain: () => ({
      title: 'The user has no security role in this environment.',
      remedy: 'Ask an administrator to assign a security role to the user.',
    }),
  },
  {
    codes: ['0x80040220', '0x80048306'],
    explain: () => ({
      title: 'You may not do this: a privilege is missing.',
      cause: 'No security role of the user allows it, or not for this record.',
      remedy: 'Ask an administrator for a security role that allows it.',
    }),
  },
  {
    codes: ['0x80072322'],
    explain: (_, error) => ({
      title: `Too many requests${limitIn(error.message)}. Dataverse asks for a pause.`,
      cause: 'The limit counts per user and web server, all programs of this user together.',
      remedy: 'Wait a while, then run it again.',
      action: 'retry',
    }),
  },
  {
    codes: ['0x80072321'],
    explain: () => ({
      title: 'The requests of the last minutes kept the server too busy. Dataverse asks for a pause.',
      cause: 'The execution time of all requests of this user together is limited.',
      remedy: 'Wait a while, then run it again; select fewer columns or rows.',
      action: 'retry',
    }),
  },
  {
    codes: ['0x80072326'],
    explain: () => ({
      title: 'Too many requests at the same time. Dataverse asks for a pause.',
      remedy: 'Wait a while, then run it again with fewer at once.',
      action: 'retry',
    }),
  },
  {
    message: /timeout expired|query execution time.*exceeded/is,
    explain: () => ({
      title: 'The query took too long, and the server gave up.',
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

/** `prvRead` → `the right to read`. */
function verb(privilege: string | undefined): string {
  const word = privilege?.replace(/^prv/, '') ?? '';
  if (word === 'AppendTo') return 'the right to append to';
  return word === '' ? 'the right' : `the right to ${word.toLowerCase()}`;
}
