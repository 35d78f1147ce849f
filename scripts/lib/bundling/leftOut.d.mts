import type { Plugin as EsbuildPlugin } from 'esbuild';
import type { Plugin } from 'vitest/config';

export const leftOut: EsbuildPlugin;
export const leftOutForVitest: Plugin;
