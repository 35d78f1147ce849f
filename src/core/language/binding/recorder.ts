import type { TypeReference } from '../../metadata/model';
import type { Expression, Identifier, ResourceSegment, Span } from '../../odata';
import type {
  Expectation,
  Meaning,
  PathResult,
  Reference,
  Scope,
  ScopeRange,
  UrlBinding,
  Wanted,
} from './model';
import type { Place } from './place';

/** What a name was looked up in. */
interface LookedUp extends Pick<Reference, 'overloads' | 'enumType'> {
  readonly place?: Pick<Place, 'type' | 'collection'>;
}

/** Gathers what binding finds out, and answers from it. */
export class Recorder {
  readonly #holes: readonly Span[];
  readonly #references: Reference[] = [];
  readonly #scopes: ScopeRange[] = [];
  readonly #expectations = new Map<Expression, Expectation>();
  readonly #types = new Map<Expression, TypeReference>();
  readonly #results = new Map<ResourceSegment, PathResult>();

  constructor(holes: readonly Span[]) {
    this.#holes = holes;
  }

  /** Whether a variable without a value stands in a range. */
  isHole({ start, end }: Span): boolean {
    return this.#holes.some((hole) => hole.start < end && hole.end > start);
  }

  name({ name, start, end }: Identifier, wanted: Wanted, meaning: Meaning, among: LookedUp = {}): void {
    const { place, overloads, enumType } = among;
    this.#references.push({
      name,
      start,
      end,
      wanted,
      meaning,
      ...(place?.type ? { owner: place.type, ownerCollection: place.collection } : {}),
      ...(overloads ? { overloads } : {}),
      ...(enumType ? { enumType } : {}),
    });
  }

  /** A name that was not found: nothing is said of one that a variable without a value is part of. */
  notFound(name: Identifier, wanted: Wanted, among: LookedUp = {}): void {
    this.name(name, wanted, { kind: this.isHole(name) ? 'undetermined' : 'unknown' }, among);
  }

  scope({ start, end }: Span, wanted: ScopeRange['wanted'], scope: Scope): void {
    this.#scopes.push({ start, end, wanted, scope });
  }

  expect(expression: Expression, expectation: Expectation): void {
    this.#expectations.set(expression, expectation);
  }

  type(expression: Expression, type: TypeReference | undefined): void {
    if (type) this.#types.set(expression, type);
  }

  result(segment: ResourceSegment, result: PathResult): void {
    this.#results.set(segment, result);
  }

  /** `length`: of the text. */
  finish(result: PathResult, length: number): UrlBinding {
    const references = this.#references.toSorted((a, b) => a.start - b.start || a.end - b.end);
    const scopes = this.#scopes;
    return {
      references,
      result,
      resultOf: (segment) => this.#results.get(segment),
      referenceAt: (offset) => touching(references, offset),
      // Blanks at the end of a line are no part of the text, but people stand behind them.
      scopeAt: (offset) => innermost(scopes, Math.min(offset, length)),
      expectationOf: (expression) => this.#expectations.get(expression),
      typeOf: (expression) => this.#types.get(expression),
    };
  }
}

/** The last name that begins at or before an offset and does not end before it. Names do not overlap. */
function touching(references: readonly Reference[], offset: number): Reference | undefined {
  let low = 0;
  let high = references.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((references[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = references[low];
  return found && found.start <= offset && offset <= found.end ? found : undefined;
}

function innermost(scopes: readonly ScopeRange[], offset: number): ScopeRange | undefined {
  let best: ScopeRange | undefined;
  for (const one of scopes) {
    const holds = one.start <= offset && offset <= one.end;
    if (holds && (!best || one.end - one.start <= best.end - best.start)) best = one;
  }
  return best;
}
