import { peer } from '../support/peers';

/** What two parsers of npm have in common. They throw where they cannot read a text, or give nothing. */
interface Library {
  resourcePath(text: string): unknown;
  query(text: string): unknown;
  filter(text: string): unknown;
}

export interface Peer {
  readonly name: string;
  readonly library: Library;
}

export const peers: readonly Peer[] = [
  { name: '@odata/parser', library: (peer('@odata/parser') as { defaultParser: Library }).defaultParser },
  { name: 'odata-v4-parser', library: peer('odata-v4-parser') as Library },
];

/** Path and options of a relative URL. */
export function read({ library }: Peer, url: string): unknown {
  const mark = url.indexOf('?');
  if (mark < 0) return library.resourcePath(url);
  return [library.resourcePath(url.slice(0, mark)), library.query(url.slice(mark + 1))];
}

function isRead(run: () => unknown): boolean {
  try {
    const result = run();
    return result !== undefined && result !== null && result !== false;
  } catch {
    return false;
  }
}

export function reads(one: Peer, url: string): boolean {
  return isRead(() => read(one, url));
}

/** Whether a peer reads a text of a rule; undefined for rules that it has not. */
export function accepts(one: Peer, rule: string, text: string): boolean | undefined {
  const { library } = one;
  switch (rule) {
    case 'odataUri':
      return reads(one, text.replace(/^https?:\/\/[^/]+\/(?:[^?]*\/)?/, ''));
    case 'odataRelativeUri':
      return reads(one, text);
    case 'resourcePath':
      return isRead(() => library.resourcePath(text));
    case 'queryOptions':
    case 'filter':
    case 'orderby':
    case 'select':
    case 'expand':
      return isRead(() => library.query(text));
    case 'boolCommonExpr':
      return isRead(() => library.filter(text));
    case 'commonExpr':
      return (
        isRead(() => library.query(`$filter=${text} eq 1`)) || isRead(() => library.query(`$filter=${text}`))
      );
    default:
      return undefined;
  }
}
