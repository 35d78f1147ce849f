import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** A file that `npm run package` writes; the tests of this folder look at these and build nothing themselves. */
export function artifact(file: string): string {
  const full = path.join(root, file);
  if (!existsSync(full)) throw new Error(`${file} is missing. Run "npm run package" before these tests.`);
  return full;
}

export interface Manifest {
  readonly version: string;
  readonly main: string;
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly keybindings: readonly { readonly command: string }[];
    readonly languages: readonly {
      readonly configuration: string;
      readonly icon?: { readonly light: string; readonly dark: string };
    }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<
          string,
          { readonly scope?: string; readonly description?: string; readonly markdownDescription?: string }
        >
      >;
    };
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly description: string; readonly media: { readonly svg?: string } }[];
    }[];
  };
}

export function manifest(): Manifest {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
}
