import { afterColon, afterComma, endOfString, endOfValue, readString, skipSpace } from './jsonScanner';

interface Member {
  readonly key: string;
  /** Offsets of the value. */
  readonly start: number;
  readonly end: number;
}

const nextLink = '@odata.nextLink';

/**
 * The bodies of a result's pages as one JSON text: the first page with the rows of the others behind its own,
 * and the next link of the last one, if it has one. A single page comes back as it is.
 */
export function joinPages(pages: readonly string[]): string {
  const first = pages[0] ?? '';
  const last = pages.at(-1);
  if (pages.length < 2 || last === undefined || !membersOf(first).some(holdsRows(first))) return first;
  const rows = pages.map(rowsOf).filter((inner) => inner.trim() !== '');
  const members: string[] = [];
  for (const member of membersOf(first)) {
    if (member.key === nextLink) continue;
    const value = member.key === 'value' ? `[${rows.join(',')}]` : first.slice(member.start, member.end);
    members.push(`${JSON.stringify(member.key)}:${value}`);
  }
  const more = membersOf(last).find((member) => member.key === nextLink);
  if (more) members.push(`${JSON.stringify(nextLink)}:${last.slice(more.start, more.end)}`);
  return `{${members.join(',')}}`;
}

const holdsRows =
  (page: string) =>
  ({ key, start }: Member): boolean =>
    key === 'value' && page[start] === '[';

/** The text between the brackets of the page's rows. */
function rowsOf(page: string): string {
  const member = membersOf(page).find(({ key }) => key === 'value');
  return member ? page.slice(member.start + 1, member.end - 1) : '';
}

function membersOf(text: string): Member[] {
  const members: Member[] = [];
  let pos = skipSpace(text, 0);
  if (text[pos] !== '{') return members;
  pos = skipSpace(text, pos + 1);
  if (text[pos] === '}') return members;
  while (pos >= 0) {
    const keyEnd = endOfString(text, pos);
    const start = afterColon(text, keyEnd);
    const end = endOfValue(text, start);
    members.push({ key: readString(text, pos, keyEnd), start, end });
    pos = afterComma(text, end, '}');
  }
  return members;
}
