import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSchemaFile } from '../../../src/adapters/metadata/schemaFile';
import { problemOf } from '../../../src/core/base/problem';

const folder = mkdtempSync(path.join(tmpdir(), 'schema-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const csdl =
  '<Edmx><Schema Namespace="N"><EntityType Name="größe"><Annotation Term="Org.OData.Core.V1.Description" String="日本 &lt;🙂"/></EntityType></Schema></Edmx>';

describe('a saved document', () => {
  const swapped = Buffer.from(`\ufeff${csdl}`, 'utf16le').swap16();
  it.each([
    ['UTF-8', Buffer.from(csdl)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${csdl}`)],
    ['UTF-16, little end first', Buffer.from(`\ufeff${csdl}`, 'utf16le')],
    ['UTF-16, big end first', swapped],
    ['UTF-16 with half a character at its end', Buffer.concat([swapped, Buffer.of(0)])],
  ])('is read as %s', (_, bytes) => {
    const file = path.join(folder, 'metadata.xml');
    writeFileSync(file, bytes);
    expect(readSchemaFile(file).entityType('größe')?.description).toBe('日本 <🙂');
  });

  it('that is not there is a problem of the input', () => {
    let problem;
    try {
      readSchemaFile(path.join(folder, 'none.xml'));
    } catch (error) {
      problem = problemOf(error);
    }
    expect(problem).toMatchObject({ kind: 'bad-input', code: 'ENOENT' });
  });
});
