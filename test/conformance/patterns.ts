// What stands between the parts of a query: section 9, Punctuation, of the construction rules.

const blank = '(?: |\\t|%20|%09)';
const open = '(?:\\(|%28)';
const close = '(?:\\)|%29)';
const comma = '(?:,|%2C)';
const colon = '(?::|%3A)';

function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'i');
}

export const gaps = {
  none: whole(''),
  bws: whole(`${blank}*`),
  rws: whole(`${blank}+`),
  equals: whole('='),
  slash: whole('/'),
  open: whole(open),
  close: whole(close),
  comma: whole(comma),
  semicolon: whole('(?:;|%3B)'),
  encodedBlanks: /^(?:%20|%09)*$/,
  openBlank: whole(`${open}${blank}*`),
  blankClose: whole(`${blank}*${close}`),
  openClose: whole(`${open}${close}`),
  blankComma: whole(`${blank}*${comma}${blank}*`),
  blankColon: whole(`${blank}*${colon}${blank}*`),
  minus: whole(`-${blank}*`),
  not: whole(`not${blank}+`),
  /** `RWS as RWS`, in the spelling that `$compute` has and in the one of `$apply`. */
  as: whole(`${blank}+as${blank}+`),
  aliasAs: new RegExp(`^${blank}+as${blank}+$`),
  with: new RegExp(`^${blank}+with${blank}+$`),
  from: new RegExp(`^${blank}+from${blank}+$`),
  list: {
    open: whole(`${open}${blank}*`),
    comma: whole(`${blank}*${comma}${blank}*`),
    close: whole(`${blank}*${close}`),
    empty: whole(`${open}${blank}*${close}`),
  },
  exactList: { open: whole(open), comma: whole(comma), close: whole(close), empty: /$^/ },
  array: {
    open: whole(`(?:\\[|%5B)${blank}*`),
    close: whole(`${blank}*(?:\\]|%5D)`),
    empty: whole(`(?:\\[|%5B)${blank}*(?:\\]|%5D)`),
  },
  object: {
    open: whole(`(?:\\{|%7B)${blank}*`),
    close: whole(`${blank}*(?:\\}|%7D)`),
    empty: whole(`(?:\\{|%7B)${blank}*(?:\\}|%7D)`),
  },
  jsonOpen: /^(?:[[{]|%5B|%7B)/i,
  blankEnd: new RegExp(`${blank}$`, 'i'),
} as const;

const unreserved = 'A-Za-z0-9\\-._~';
const other = '!()*+,;';
const encoded = '%[0-9A-F]{2}';
const quote = "(?:'|%27)";
const doubleQuote = '(?:"|%22)';
/** As the rule has it: neither `%27` nor `%70` to `%7F`. */
const encodedButQuote = '%(?!27|7)[0-9A-F]{2}';
const encodedButDouble = '%(?!22)[0-9A-F]{2}';
const unescaped = `[${unreserved}${other}:@/?$'=]|%(?!22|5C)[0-9A-F]{2}`;
const escape = '(?:\\\\|%5[Cc])';

/** Section 7, Literal Data Values, where no name decides; and character sequences of other sections. */
const sign = '(?:\\+|%2B|-)';
const date = '-?(?:0\\d{3}|[1-9]\\d{3,})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
const hour = '(?:[01]\\d|2[0-3])';
const minute = '[0-5]\\d';
const time = `${hour}${colon}${minute}(?:${colon}(?:[0-5]\\d|60)(?:\\.\\d{1,12})?)?`;
const decimal = `(?:${sign})?\\d+(?:\\.\\d+)?(?:e(?:${sign})?\\d+)?`;
const durationValue = '-?P(?:\\d+D)?(?:T(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?';
const base64 = '[A-Za-z0-9\\-_]';

export const literals: Readonly<Record<string, RegExp>> = {
  null: /^null$/,
  boolean: whole('true|false'),
  guid: whole('[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}'),
  date: whole(date),
  dateTimeOffsetLiteral: whole(`${date}T${time}(?:Z|${sign}${hour}${colon}${minute})`),
  timeOfDayLiteral: whole(time),
  decimalLiteral: new RegExp(
    `^(?:${decimal.replace('(?:e', '(?:[eE]').replaceAll('%2B', '%2[Bb]')}|NaN|-INF|INF)$`,
  ),
  byte: /^\d{1,3}$/,
  sbyteLiteral: whole(`(?:${sign})?\\d{1,3}`),
  int16Literal: whole(`(?:${sign})?\\d{1,5}`),
  int32Literal: whole(`(?:${sign})?\\d{1,10}`),
  int64Literal: whole(`(?:${sign})?\\d{1,19}`),
  stringLiteral: whole(
    `${quote}(?:${quote}${quote}|[${unreserved}${other}$&=:@]|${encodedButQuote})*${quote}`,
  ),
  durationLiteral: whole(`(?:duration)?${quote}${durationValue}${quote}`),
  binaryLiteral: new RegExp(
    `^[bB][iI][nN][aA][rR][yY]${quote}(?:${base64}{4})*(?:${base64}{2}[AEIMQUYcgkosw048]=?|${base64}[AQgw](?:==)?)?${quote}$`,
  ),
};

export const texts = {
  oneOrMorePlain: whole(`(?:[${unreserved}${other}:@/?$'=]|${encoded})+`),
  anyPlain: whole(`(?:[${unreserved}${other}:@/?$'=]|${encoded})*`),
  customName: whole(
    `(?:[${unreserved}${other}:/?']|${encoded})(?:[${unreserved}${other}:@/?$']|${encoded})*`,
  ),
  key: whole(`(?:[${unreserved}${other}$&'=:@]|${encoded})*`),
  mediaType: whole(
    `atom|json|xml|(?:[${unreserved}${other}$&'=:@]|${encoded})+/(?:[${unreserved}${other}$&'=:@]|${encoded})+`,
  ),
  schemaVersion: whole(`\\*|%2A|[${unreserved}]+`),
  searchWord: whole(
    `(?:[${unreserved}!*+,:@/?$=]|${encodedButDouble})(?:[${unreserved}!*+,:@/?$=]|${encodedButDouble}|${quote})*`,
  ),
  searchPhrase: whole(`${doubleQuote}(?:[${unreserved}${other}:@/?$'= ]|${encodedButDouble})+${doubleQuote}`),
  searchIncomplete: whole(
    `${quote}(?:${quote}${quote}|[${unreserved}${other}:@/?$= ]|${encoded}|${doubleQuote})*${quote}`,
  ),
  jsonString: new RegExp(
    `^${doubleQuote}(?:${insensitiveHex(unescaped)}|[ :{}[\\]]|${escape}(?:${doubleQuote}|${escape}|/|%2[Ff]|[bfnrt]|u[0-9A-Fa-f]{4}))*${doubleQuote}$`,
  ),
} as const;

function insensitiveHex(pattern: string): string {
  return pattern.replaceAll('0-9A-F]', '0-9A-Fa-f]').replaceAll('5C', '5[Cc]');
}
