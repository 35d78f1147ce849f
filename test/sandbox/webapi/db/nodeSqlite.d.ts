// What the sandbox uses of node:sqlite (Node 24); @types/node 20, which the extension is checked against, has none of it.
declare module 'node:sqlite' {
  export type SqlValue = null | number | bigint | string | Uint8Array;

  export interface StatementSync {
    all(...parameters: SqlValue[]): Record<string, SqlValue>[];
    get(...parameters: SqlValue[]): Record<string, SqlValue> | undefined;
    run(...parameters: SqlValue[]): { changes: number | bigint };
  }

  export class DatabaseSync {
    constructor(path: string);
    exec(sql: string): void;
    prepare(sql: string): StatementSync;
    function(
      name: string,
      options: { deterministic?: boolean },
      implementation: (...parameters: SqlValue[]) => SqlValue,
    ): void;
    close(): void;
  }
}
