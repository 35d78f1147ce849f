import type { Choice, SchemaLabels } from '../../metadata/labels';
import type { Expectation } from '../binding';

/** The choices of a column; undefined where it has none, or they are not known yet. */
export function choicesOf(
  labels: SchemaLabels,
  { property, owner }: NonNullable<Expectation['property']>,
): readonly Choice[] | undefined {
  return owner.kind === 'entity' ? labels.column(owner.name, property.name)?.choices : undefined;
}
