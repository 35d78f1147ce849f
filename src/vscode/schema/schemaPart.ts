import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import { DisposableOwner } from '../platform/disposables';
import type { EnvironmentSchemas } from './environmentSchemas';
import type { SchemaServices } from './ports';
import { refreshMetadata } from './refreshMetadata';
import { SchemaStatus } from './schemaStatus';
import { TableCommands } from './tables/tableCommands';
import { TablesFilter } from './tables/tablesFilter';
import { TablesTree } from './tables/tablesTree';

/** Everything of the schema that is loaded when it is first looked at. */
export class SchemaPart extends DisposableOwner {
  readonly tree: TablesTree;
  readonly commands: TableCommands;
  readonly #services: SchemaServices;
  readonly #schemas: EnvironmentSchemas;

  constructor(services: SchemaServices, schemas: EnvironmentSchemas) {
    super();
    this.#services = services;
    this.#schemas = schemas;
    this.tree = this.register(new TablesTree(services, schemas));
    this.commands = new TableCommands(services, schemas, this.tree);
    this.register(new SchemaStatus(services, schemas));
    this.register(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) schemas.recheck();
      }),
    );
  }

  filterOf(view: vscode.TreeView<unknown>): TablesFilter {
    return new TablesFilter(view, this.tree);
  }

  /** `undefined` where there is no environment to ask. */
  environmentNamed(name: unknown): Environment | undefined {
    const { environments, current } = this.#services;
    return typeof name === 'string' ? environments.find((one) => one.name === name) : current;
  }

  refresh(environment: Environment): Promise<void> {
    return refreshMetadata(this.#services, this.#schemas, environment);
  }
}
