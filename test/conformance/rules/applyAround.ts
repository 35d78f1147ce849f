import type { QueryOption, Span } from '../../../src/core/odata';
import type { AggregateItem, ApplyExpression } from '../../../src/core/odata/ast';
import { isOn } from '../aggregates';
import { groupingMachine } from '../applyMachine';
import { isTransformation } from '../apply';
import type { Judge } from '../judge';
import { inside } from './options';
import type { Around, Handler } from './verdict';

// What stands around the parts of transformations so that the parser reads them.

export function applyOf(option: QueryOption): ApplyExpression | undefined {
  return option.kind === 'apply' ? option.apply : undefined;
}

/** The only item of `aggregate(…)` that stands around the text. */
export function aggregateRule(
  around: Around,
  check: (judge: Judge, item: AggregateItem, within: Span) => boolean,
): Handler {
  return inside(around, (judge, option, within) => {
    const [first] = applyOf(option)?.transformations ?? [];
    const [item] = first?.kind === 'aggregate' ? first.items : [];
    const isOnly = first?.kind === 'aggregate' && first.items.length === 1;
    return isOnly && item !== undefined && check(judge, item, within);
  });
}

export function fillsText(item: Span, { start, end }: Span): boolean {
  return item.start === start && item.end === end;
}

const inGroupby: Around = { before: '$apply=groupby((', behind: '))' };

/** The only key of `groupby((…))`, or the arguments of a rollup, that stand around the text. */
export function groupingRule(
  around: Around = inGroupby,
  accepts: (name: string | undefined, items: number) => boolean = () => true,
): Handler {
  return inside(around, (judge, option, within) => {
    const [first] = applyOf(option)?.transformations ?? [];
    const [key] = first?.kind === 'groupby' ? first.keys : [];
    if (first?.kind !== 'groupby' || first.keys.length > 1 || !key) return false;
    if (around === inGroupby && !fillsText(key, within)) return false;
    const name = key.kind === 'call' ? judge.raw(key.name) : undefined;
    return (
      accepts(name, key.kind === 'call' ? key.args.items.length : 0) && isTransformation(judge, first, false)
    );
  });
}

/** A key that is a path. */
export const groupingProperty: Handler = inside(inGroupby, (judge, option, within) => {
  const [first] = applyOf(option)?.transformations ?? [];
  const [key] = first?.kind === 'groupby' ? first.keys : [];
  return key !== undefined && fillsText(key, within) && isOn(judge, groupingMachine, 'groupingProperty', key);
});
