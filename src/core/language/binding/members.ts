import type { Identifier } from '../../odata';
import type { Binder } from './binder';
import type { Meaning, StructuredType, Wanted } from './model';
import { nowhere, placeOf, structuredType, takesAnyName, type Place } from './place';

/** A member of the type that the path has got to: a column, a navigation property or a cast. */
export function bindMember(binder: Binder, name: Identifier, from: Place, wanted: Wanted): Place {
  const { record } = binder;
  const known = from.type && !record.isHole(name) ? findMember(binder, name.name, from.type) : undefined;
  if (known) {
    record.name(name, wanted, known.meaning, { place: from });
    return known.place(from);
  }
  if (from.type && !takesAnyName(from.type)) record.notFound(name, wanted, { place: from });
  else record.name(name, wanted, { kind: 'undetermined' }, { place: from });
  return nowhere;
}

interface Member {
  readonly meaning: Meaning;
  readonly place: (from: Place) => Place;
}

function findMember(binder: Binder, name: string, owner: StructuredType): Member | undefined {
  if (name.includes('.')) return findCast(binder, name);
  const property = owner.property(name);
  if (property) {
    return {
      meaning: { kind: 'property', property, owner },
      place: () => ({ ...placeOf(binder.schema, property.type), property: { property, owner } }),
    };
  }
  const navigation = owner.navigationProperty(name);
  if (!navigation) return undefined;
  return {
    meaning: { kind: 'navigation', navigation, owner },
    place: ({ set }) => {
      const { target, collection } = navigation;
      const bound = set?.bindingOf(name);
      const leadsTo = bound === undefined ? undefined : binder.schema.entitySet(bound);
      return {
        ...placeOf(binder.schema, { name: target, collection }),
        navigation: { navigation, owner },
        ...(leadsTo ? { set: leadsTo } : {}),
      };
    },
  };
}

function findCast({ schema }: Binder, name: string): Member | undefined {
  const type = structuredType(schema, name);
  if (!type) return undefined;
  return {
    meaning: { kind: 'cast', type },
    place: ({ collection, set }) => ({
      type,
      reference: { name: type.qualifiedName, collection },
      collection,
      ...(set ? { set } : {}),
    }),
  };
}
