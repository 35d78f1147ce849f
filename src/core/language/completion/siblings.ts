import type { ExpandItem, ODataUrl, OrderbyItem, QueryOption, SelectItem, Span } from '../../odata';

/** Names of the options that stand there, but for the one at the cursor. */
export function optionsOf(options: readonly QueryOption[], word: Span): Set<string> {
  return new Set(options.filter(({ name }) => !touches(name, word)).map(({ name }) => name.name));
}

/** The innermost item of `$expand` whose parentheses hold an offset. */
export function expandItemAround(url: ODataUrl, offset: number): ExpandItem | undefined {
  let found: ExpandItem | undefined;
  let options: readonly QueryOption[] = url.options;
  for (;;) {
    const items = options.flatMap((option) =>
      option.kind === 'expand' && holds(option, offset) ? option.items : [],
    );
    const item = items.find((one) => holds(one, offset) && offset > (one.path.at(-1)?.end ?? one.start));
    if (!item || item === found) return found;
    found = item;
    options = item.options;
  }
}

/** The option of the whole text that holds an offset, at the depth of `$expand` where it stands. */
function optionAround(url: ODataUrl, offset: number): QueryOption | undefined {
  const options = expandItemAround(url, offset)?.options ?? url.options;
  return options.find((option) => holds(option, offset) && offset > option.name.end);
}

/** First names of the items that stand in a list already, before and behind the word at the cursor. */
export function usedItems(url: ODataUrl, probe: QueryOption | undefined, word: Span): Set<string> {
  const whole = optionAround(url, word.start);
  return new Set([...itemNames(probe, word), ...(whole?.kind === probe?.kind ? itemNames(whole, word) : [])]);
}

function itemNames(option: QueryOption | undefined, word: Span): string[] {
  if (option?.kind === 'select' || option?.kind === 'expand') {
    return option.items.filter((item) => !touches(item, word)).flatMap(pathName);
  }
  if (option?.kind !== 'orderby') return [];
  return option.items.filter((item) => !touches(item, word)).flatMap(orderbyName);
}

function pathName({ path }: SelectItem | ExpandItem): string[] {
  return path.length === 1 && path[0] ? [path[0].name] : [];
}

function orderbyName({ expression }: OrderbyItem): string[] {
  const [first] = expression.kind === 'path' ? expression.segments : [];
  return first ? [first.name] : [];
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function touches(span: Span, word: Span): boolean {
  return span.start <= word.start && word.start <= span.end;
}
