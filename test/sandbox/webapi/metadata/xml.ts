// Elements of CSDL.

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Attributes that are undefined are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  content = '',
): string {
  const written = Object.entries(attributes)
    .map(([key, text]) => (text === undefined ? '' : ` ${key}="${escapeXml(text)}"`))
    .join('');
  return content === '' ? `<${name}${written} />` : `<${name}${written}>${content}</${name}>`;
}

export const property = (name: string, type: string, content = ''): string =>
  element(
    'Property',
    {
      Name: name,
      Type: type,
      Nullable: type.startsWith('Collection(') ? 'false' : undefined,
      Unicode: type.includes('Edm.String') ? 'false' : undefined,
      Scale: type === 'Edm.Decimal' ? 'Variable' : undefined,
    },
    content,
  );

/** `OData.Community.Keys.V1.AlternateKeys`: each key is the names of its properties. */
export function alternateKeys(keys: readonly (readonly string[])[]): string {
  if (keys.length === 0) return '';
  const records = keys.map((key) => {
    const parts = key.map(
      (name) =>
        '<Record Type="OData.Community.Keys.V1.PropertyRef">' +
        element('PropertyValue', { Property: 'Alias', String: name }) +
        element('PropertyValue', { Property: 'Name', PropertyPath: name }) +
        '</Record>',
    );
    return `<Record Type="OData.Community.Keys.V1.AlternateKey"><PropertyValue Property="Key"><Collection>${parts.join('')}</Collection></PropertyValue></Record>`;
  });
  return `<Annotation Term="OData.Community.Keys.V1.AlternateKeys"><Collection>${records.join('')}</Collection></Annotation>`;
}
