import { Annotations } from './annotations';
import type { OutsideAnnotations } from './members';
import type { EnumType, Operation, Parameter } from './model';
import type { QualifiedNames } from './names';
import type { XmlElement } from './xmlElement';

export function readOperation(
  names: QualifiedNames,
  element: XmlElement,
  qualifiedName: string,
  outside: OutsideAnnotations,
): Operation {
  const all = element.named('Parameter').flatMap((one) => readParameter(names, one));
  const bound = element.attribute('IsBound')?.trim() === 'true';
  const [binding] = bound ? all : [];
  const returnType = element.first('ReturnType')?.attribute('Type');
  const { description } = new Annotations(names, element, outside(''));
  return {
    kind: element.name === 'Function' ? 'function' : 'action',
    name: element.attribute('Name') ?? '',
    qualifiedName,
    parameters: binding === undefined ? all : all.slice(1),
    composable: element.attribute('IsComposable')?.trim() === 'true',
    ...(binding === undefined ? {} : { binding }),
    ...(returnType === undefined ? {} : { returnType: names.type(returnType) }),
    ...(description === undefined ? {} : { description }),
  };
}

function readParameter(names: QualifiedNames, element: XmlElement): readonly Parameter[] {
  const name = element.attribute('Name');
  if (name === undefined || name === '') return [];
  const { description, optionalParameter } = new Annotations(names, element);
  return [
    {
      name,
      type: names.type(element.attribute('Type') ?? 'Edm.String'),
      nullable: element.attribute('Nullable')?.trim() !== 'false',
      optional: optionalParameter,
      ...(description === undefined ? {} : { description }),
    },
  ];
}

/** Members without a value count on from the one before, the first from 0 (OData CSDL XML, 10.3). */
export function readEnum(element: XmlElement, name: string, qualifiedName: string): EnumType {
  const members: { name: string; value: string }[] = [];
  let next = 0n;
  for (const member of element.named('Member')) {
    const label = member.attribute('Name');
    if (label === undefined || label === '') continue;
    const given = member.attribute('Value')?.trim() ?? '';
    const value = /^-?\d{1,20}$/.test(given) ? BigInt(given) : next;
    members.push({ name: label, value: String(value) });
    next = value + 1n;
  }
  return {
    kind: 'enum',
    name,
    qualifiedName,
    flags: element.attribute('IsFlags')?.trim() === 'true',
    members,
  };
}
