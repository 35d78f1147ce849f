import { expect, it, vi } from 'vitest';
import type { Environment } from '../../../src/core/base/environment';
import { Emitter } from '../../../src/core/base/event';
import { readSchema } from '../../../src/core/metadata/readSchema';
import type { EnvironmentSchemas } from '../../../src/vscode/schema/environmentSchemas';
import type { SchemaServices } from '../../../src/vscode/schema/ports';
import { TablesTree } from '../../../src/vscode/schema/tables/tablesTree';

vi.mock('vscode', () => import('../language/fakeVscode'));

const csdlOf = (table: string): string =>
  `<edmx:Edmx xmlns:edmx="e"><edmx:DataServices><Schema Namespace="N" xmlns="s"><EntityType Name="${table}"/>` +
  `<EntityContainer Name="C"><EntitySet Name="${table}s" EntityType="N.${table}"/></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`;

it('shows the tables of the environment that is current, though those of another come later', async () => {
  const never = new Emitter<never>().event;
  let opened = (): void => undefined;
  const opening = new Promise<void>((resolve) => (opened = resolve));
  const services = { current: { name: 'dev' } as Environment, onDidChangeEnvironments: never };
  const schemas = {
    onDidChange: never,
    of: ({ name }: Environment) => ({
      labels: { table: () => undefined, column: () => undefined },
      refresh: {
        open: () => (name === 'dev' ? opening : Promise.resolve()),
        schema: readSchema(csdlOf(`of${name}`)),
      },
    }),
  };
  const tree = new TablesTree(
    services as unknown as SchemaServices,
    schemas as unknown as EnvironmentSchemas,
  );
  const slow = tree.getChildren();
  services.current = { name: 'prod' } as Environment;
  const quick = await tree.getChildren();
  expect(quick).toMatchObject([{ table: 'ofprod' }]);
  opened();
  expect(await slow).toEqual(quick);
  expect(tree.shown?.environment.name).toBe('prod');
  tree.dispose();
});
