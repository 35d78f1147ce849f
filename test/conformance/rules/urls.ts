import { parseODataUrl, type ODataUrl, type QueryOption } from '../../../src/core/odata';
import type { Judge } from '../judge';
import { runs } from '../machine';
import { matches } from '../matcher';
import { allowed } from '../optionKinds';
import { areOptions } from '../options';
import { resourceMachine } from '../resourceMachine';
import { areJoined, resourceTokens } from '../tokens';
import { judged, type Handler, type Handlers } from './verdict';

// odataUri, odataRelativeUri and resourcePath.

function isResourcePath(judge: Judge, url: ODataUrl): boolean {
  const tokens = resourceTokens(url.path, judge.text.slice(0, url.path.end));
  return (
    url.root === undefined &&
    tokens.length > 0 &&
    tokens[0]?.start === 0 &&
    areJoined(judge, tokens) &&
    runs(resourceMachine, 'resourcePath', judge, tokens)
  );
}

function isRelativeUri(judge: Judge, url: ODataUrl): boolean {
  const { path, fragment, options } = url;
  const [first, second] = path.segments;
  const word = first && judge.raw(first);
  if (url.root || path.start !== 0) return false;
  const query = queryOf(judge, url);
  if (word === '$metadata' && !second) return isMetadata(judge, url, query);
  if (fragment || judge.text.endsWith('#')) return false;
  if (word === '$batch' && !second) {
    if (path.end !== first?.end) return false;
    return query === undefined || areOptions(judge, options, query, allowed.batchOption);
  }
  if (word === '$entity') {
    if (query === undefined || !isEntityPath(judge, url)) return false;
    const kinds = second ? allowed.entityCastOption : allowed.entityIdOption;
    return areOptions(judge, options, query, new Set([...kinds, 'id'])) && hasId(options);
  }
  if (!isResourcePath(judge, url)) return false;
  const isEmpty = query === undefined || query.start === query.end;
  return isEmpty || areOptions(judge, options, query, allowed.queryOption);
}

function isMetadata(judge: Judge, { path, fragment, options }: ODataUrl, query: Query | undefined): boolean {
  if (path.end - path.start !== '$metadata'.length) return false;
  if (query && !areOptions(judge, options, query, allowed.metadataOption)) return false;
  if (!fragment) return !judge.text.endsWith('#') && judge.reach(path.end);
  const { accepted, farthest } = matches(judge.names, 'context', judge.raw(fragment));
  judge.reach(fragment.start + farthest);
  return accepted;
}

interface Query {
  readonly start: number;
  readonly end: number;
}

/** What stands behind the `?`; undefined without one. */
function queryOf({ text }: Judge, { path, fragment }: ODataUrl): Query | undefined {
  if (text.charAt(path.end) !== '?') return undefined;
  return { start: path.end + 1, end: fragment?.start ?? text.length };
}

/** `$entity` or `$entity/Ns.Type` */
function isEntityPath(judge: Judge, { path }: ODataUrl): boolean {
  const [first, second] = path.segments;
  judge.reach(first?.end ?? 0);
  if (!first || path.segments.length > 2 || path.end !== (second ?? first).end) return false;
  if (!second) return true;
  const wrapper = 'optionallyQualifiedEntityTypeName';
  return judge.names.isQualified(wrapper, ['entityTypeName'], judge.raw(second)) && judge.reach(second.end);
}

function hasId(options: readonly QueryOption[]): boolean {
  return options.filter(({ kind }) => kind === 'id').length === 1;
}

const relative = judged(parseODataUrl, isRelativeUri);

/** Where the root ends nobody can see: after any of its slashes. */
const absolute: Handler = (names, text) => {
  const { farthest } = matches(names, 'serviceRoot', text);
  let errorAt = farthest;
  for (
    let slash = text.indexOf('/', text.indexOf('://') + 3);
    slash >= 0;
    slash = text.indexOf('/', slash + 1)
  ) {
    if (!matches(names, 'serviceRoot', text.slice(0, slash + 1)).accepted) continue;
    const rest = text.slice(slash + 1);
    const verdict = rest === '' ? { accepted: true } : relative(names, rest);
    if (verdict.accepted) return { accepted: true };
    errorAt = Math.max(errorAt, slash + 1 + (verdict.errorAt ?? 0));
  }
  return { accepted: false, errorAt };
};

export const urlRules: Handlers = {
  odataUri: absolute,
  odataRelativeUri: relative,
  resourcePath: judged(
    parseODataUrl,
    (judge, url) => url.path.end === judge.text.length && isResourcePath(judge, url),
  ),
};
