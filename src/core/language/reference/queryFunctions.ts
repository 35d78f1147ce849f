import { pages, type Entry } from './entry';

const sentences: Readonly<Record<string, string>> = {
  Above: 'The row stands above the given one in its hierarchy.',
  AboveOrEqual: 'The row is the given one or stands above it in its hierarchy.',
  Between: 'The value lies between the two given ones, both included.',
  Contains: 'The text contains the given one, by full-text search.',
  ContainValues: 'One of the given choices at least is chosen.',
  DoesNotContainValues: 'None of the given choices is chosen.',
  EqualBusinessId: 'The business unit is that of the user who asks.',
  EqualUserId: 'The user is the one who asks.',
  EqualUserLanguage: 'The language is that of the user who asks.',
  EqualUserOrUserHierarchy: 'The owner is the user who asks or somebody below them.',
  EqualUserOrUserHierarchyAndTeams:
    'The owner is the user who asks, somebody below them, or one of their teams.',
  EqualUserOrUserTeams: 'The owner is the user who asks or one of their teams.',
  EqualUserTeams: 'The owner is one of the teams of the user who asks.',
  In: 'The value is one of the given ones.',
  InFiscalPeriod: 'The date lies in the given fiscal period, of any year.',
  InFiscalPeriodAndYear: 'The date lies in the given fiscal period of the given year.',
  InFiscalYear: 'The date lies in the given fiscal year.',
  InOrAfterFiscalPeriodAndYear: 'The date lies in the given fiscal period and year, or later.',
  InOrBeforeFiscalPeriodAndYear: 'The date lies in the given fiscal period and year, or earlier.',
  Last7Days: 'The date lies in the last seven days, today included.',
  NotBetween: 'The value does not lie between the two given ones.',
  NotEqualBusinessId: 'The business unit is not that of the user who asks.',
  NotEqualUserId: 'The user is not the one who asks.',
  NotIn: 'The value is none of the given ones.',
  NotUnder: 'The row does not stand below the given one in its hierarchy.',
  On: 'The date is the given one, whatever the time.',
  OnOrAfter: 'The date is the given one or later.',
  OnOrBefore: 'The date is the given one or earlier.',
  NotOn: 'The date is not the given one.',
  Next7Days: 'The date lies in the next seven days.',
  Today: 'The date is today.',
  Tomorrow: 'The date is tomorrow.',
  Under: 'The row stands below the given one in its hierarchy.',
  UnderOrEqual: 'The row is the given one or stands below it in its hierarchy.',
  Yesterday: 'The date was yesterday.',
};

/** One sentence on a query function, and how Dataverse wants it written. */
export function queryFunctionEntry(name: string): Entry | undefined {
  const text = Object.hasOwn(sentences, name) ? sentences[name] : periodSentence(name);
  if (text === undefined) return undefined;
  const note =
    'It takes the column by its logical name as text. Before it "not" is not allowed: use the function that says the opposite.';
  return { name, text, note, link: `${pages.functions}#dataverse-query-functions` };
}

/** `LastXDays`, `NextFiscalPeriod`, `OlderThanXMinutes`, `ThisMonth`: all of one pattern. */
function periodSentence(name: string): string | undefined {
  const match =
    /^(Last|Next|This|OlderThan)(X?)(Fiscal)?(Minutes?|Hours?|Days?|Weeks?|Months?|Years?|Periods?)$/.exec(
      name,
    );
  const [, when = '', some, fiscal, unit = ''] = match ?? [];
  if (!match) return undefined;
  const unitText = `${fiscal === undefined ? '' : 'fiscal '}${unit.toLowerCase()}`;
  if (when === 'OlderThan') return `The date is longer ago than the given number of ${unitText}.`;
  const number = some === 'X' ? 'given number of ' : '';
  return `The date lies in ${when === 'This' ? 'this' : `the ${when.toLowerCase()}`} ${number}${unitText}.`;
}
