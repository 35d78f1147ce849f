import path from 'node:path';
import type * as vscode from 'vscode';
import type { Connection } from '../adapters/connection';
import { readJsonBody } from '../adapters/metadata/jsonBody';
import { LabelFiles } from '../adapters/metadata/labelFiles';
import { SchemaFiles } from '../adapters/metadata/schemaFiles';
import { indexInThread, readTablesInThread } from '../adapters/metadata/thread';
import { systemClock } from '../adapters/node/systemClock';
import { timeLeft } from '../core/auth/tokenStatus';
import type { CancelSignal } from '../core/base/cancel';
import type { Environment } from '../core/base/environment';
import type { Disposable } from '../core/base/event';
import { httpsOrigin } from '../core/dataverse/environmentUrl';
import type { EnvironmentKnowledge } from '../core/followup/destination';
import type { FollowUps } from '../core/followup/ports';
import type { LanguageKnowledge } from '../core/language/model';
import type { SchemaLabels } from '../core/metadata/labels';
import { LabelStore } from '../core/metadata/labelStore';
import { WebApiLabelService } from '../core/metadata/labelService';
import { SchemaRefresh } from '../core/metadata/refresh';
import type { SchemaKey } from '../core/metadata/schemaPorts';
import { WebApiSchemaService } from '../core/metadata/schemaService';
import { fileEnvironment } from '../core/queryfile';
import type { TokenKeepers } from '../vscode/auth/tokenKeepers';
import type { EnvironmentStore } from '../vscode/environments/environmentStore';
import type { BlockAddress, LanguageServices } from '../vscode/language/services';
import { DisposableStore } from '../vscode/platform/disposables';
import type { ResultLabels } from '../vscode/results/ports';
import { EnvironmentSchemas } from '../vscode/schema/environmentSchemas';
import type { EnvironmentSchema, SchemaServices } from '../vscode/schema/ports';
import { SchemaPart } from '../vscode/schema/schemaPart';
import { schemaFolder } from './folders';
import { tablePage } from './tablePage';

/** What the composition root has built, as far as the language and the schema need it. */
export interface KnowledgeParts {
  readonly environments: EnvironmentStore;
  readonly connections: TokenKeepers<Connection>;
  ensureSignedIn(environment: Environment, signal: CancelSignal): Promise<void>;
  /** Names of rows that results have shown. */
  rowName(environment: string, guid: string): string | undefined;
}

/** What is known of the environments: for whoever writes queries, and for whoever looks at tables. */
export interface Knowledge extends Disposable {
  readonly language: LanguageServices;
  readonly schema: SchemaPart;
  followUps(): Promise<FollowUps>;
  labels(): Promise<ResultLabels>;
}

export function openKnowledge(context: vscode.ExtensionContext, parts: KnowledgeParts): Knowledge {
  const owned = new DisposableStore();
  const services = schemaServices(context, parts);
  const schemas = owned.add(new EnvironmentSchemas(services));
  const schema = owned.add(new SchemaPart(services, schemas));
  return {
    language: languageServices(parts, schemas),
    schema,
    followUps: async () => {
      const { EditorFollowUps } = await import('../vscode/followup/followUps');
      return new EditorFollowUps((name) => knownOf(parts.environments.byName(name), schemas));
    },
    labels: async () => {
      const { columnLabelsOf } = await import('../core/followup/columnLabels');
      return {
        of: (origin) => {
          const environment = parts.environments.byName(origin.environment);
          const known = environment && schemas.of(environment);
          const schema = known?.refresh.schema;
          return known && schema ? columnLabelsOf(origin, schema, known.labels) : () => undefined;
        },
        onDidChange: schemas.onDidChangeKnowledge,
      };
    },
    dispose: () => owned.dispose(),
  };
}

function knownOf(
  environment: Environment | undefined,
  schemas: EnvironmentSchemas,
): EnvironmentKnowledge | undefined {
  if (environment === undefined) return undefined;
  const { schema } = schemas.of(environment).refresh;
  return { url: environment.url, ...(schema === undefined ? {} : { schema }) };
}

function languageServices(parts: KnowledgeParts, schemas: EnvironmentSchemas): LanguageServices {
  const { environments } = parts;
  return {
    environmentFor: (block) => environmentFor(environments, block)?.name,
    onDidChangeEnvironment: environments.onDidChange,
    onDidChangeKnowledge: schemas.onDidChangeKnowledge,
    onDidChangeSchema: schemas.onDidChangeSchema,
    knowledgeOf: (name) => {
      const common: LanguageKnowledge = {
        environments: environments.environments.map((one) => one.name),
        now: systemClock.now(),
      };
      const environment = name === undefined ? undefined : environments.byName(name);
      if (environment === undefined) return common;
      const { refresh, labels } = schemas.of(environment);
      const { schema } = refresh;
      const rowNames = (guid: string): string | undefined => parts.rowName(environment.name, guid);
      return { ...common, labels, rowNames, ...(schema === undefined ? {} : { schema }) };
    },
    isLearning: (name) => {
      const environment = name === undefined ? undefined : environments.byName(name);
      return environment !== undefined && schemas.of(environment).learning;
    },
    tablePage: async (name, table, signal) => {
      const environment = environments.byName(name);
      return environment && tablePage(parts, environment, table, signal);
    },
  };
}

function schemaServices(context: vscode.ExtensionContext, parts: KnowledgeParts): SchemaServices {
  const { environments, connections } = parts;
  const folder = schemaFolder(context);
  const thread = context.asAbsolutePath(path.join('dist', 'schema-worker.js'));
  const mayAsk = ({ name }: Environment): boolean => {
    const status = connections.statusOf(name);
    return status !== undefined && timeLeft(status, systemClock.now()) > 0;
  };
  return {
    clock: systemClock,
    get environments() {
      return environments.environments;
    },
    get current() {
      return environments.current;
    },
    onDidChangeEnvironments: environments.onDidChange,
    onDidChangeTokens: connections.onDidChange,
    make: (environment) =>
      environmentSchema(environment, { connections, folder, thread, mayAsk: () => mayAsk(environment) }),
    mayAsk,
    ensureSignedIn: (environment, signal) => parts.ensureSignedIn(environment, signal),
    environmentOf: (document) => {
      const env = fileEnvironment(document.getText())?.name;
      return environmentFor(environments, env === undefined ? { target: '' } : { env, target: '' });
    },
    makerPortalPage: (environment, table, signal) => tablePage(parts, environment, table, signal),
  };
}

interface SchemaMeans {
  readonly connections: TokenKeepers<Connection>;
  /** Of the caches. */
  readonly folder: string;
  /** Path of the thread's bundle. */
  readonly thread: string;
  mayAsk(): boolean;
}

function environmentSchema(environment: Environment, means: SchemaMeans): EnvironmentSchema {
  const { connections, folder, thread } = means;
  const { api } = connections.get(environment);
  const key = { origin: environment.url, apiVersion: environment.apiVersion };
  const refresh = new SchemaRefresh({
    key,
    service: new WebApiSchemaService(api),
    cache: new SchemaFiles(folder, indexInThread(thread)),
    clock: systemClock,
  });
  const store = labelStore(environment, key, means);
  const tokens = connections.onDidChange((name) => {
    if (name === environment.name && means.mayAsk()) store.askAgain();
  });
  let labels = viewOf(store);
  let { schema } = refresh;
  store.onDidChange(() => (labels = viewOf(store)));
  refresh.onDidChange(() => {
    if (schema !== undefined && refresh.schema !== schema) store.invalidate();
    ({ schema } = refresh);
  });
  return {
    refresh,
    get labels() {
      return labels;
    },
    get learning() {
      if (refresh.schema !== undefined) return store.asking;
      const { kind } = refresh.state;
      return kind === 'opening' || kind === 'fetching' || (kind === 'none' && means.mayAsk());
    },
    onDidChangeLabels: store.onDidChange,
    dispose: () => {
      tokens.dispose();
      refresh.dispose();
      store.dispose();
    },
  };
}

function labelStore(
  environment: Environment,
  key: SchemaKey,
  { connections, folder, thread, mayAsk }: SchemaMeans,
): LabelStore {
  const { api } = connections.get(environment);
  return new LabelStore({
    service: new WebApiLabelService(api, readJsonBody, readTablesInThread(thread)),
    cache: new LabelFiles(folder, key),
    clock: systemClock,
    mayAsk,
  });
}

/** Another object whenever something else is known: what was found out with the labels is kept by it. */
function viewOf(store: LabelStore): SchemaLabels {
  return {
    table: (logicalName) => store.table(logicalName),
    column: (table, column) => store.column(table, column),
  };
}

function environmentFor(
  environments: EnvironmentStore,
  { env, target }: BlockAddress,
): Environment | undefined {
  if (env !== undefined) return environments.byName(env);
  const origin = /^https:/i.test(target) ? httpsOrigin(target) : undefined;
  return origin === undefined ? environments.current : environments.byOrigin(origin);
}
