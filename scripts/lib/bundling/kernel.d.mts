// The compiler's own types are globals for AssemblyScript, which TypeScript must not see.
import type { Plugin as EsbuildPlugin } from 'esbuild';
import type { Plugin } from 'vitest/config';

export const kernelForEsbuild: EsbuildPlugin;
export const kernelForVitest: Plugin;
