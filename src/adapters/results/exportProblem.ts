import path from 'node:path';
import { isProblemError, ProblemError } from '../../core/base/problem';

const words: Readonly<Record<string, { readonly cause: string; readonly remedy: string }>> = {
  ENOSPC: {
    cause: 'The disk is full.',
    remedy: 'Make room on the disk or choose another one, and export again.',
  },
  EDQUOT: {
    cause: 'Your share of the disk is used up.',
    remedy: 'Make room or choose another disk, and export again.',
  },
  EFBIG: { cause: 'The disk takes no file of this size.', remedy: 'Choose another disk and export again.' },
  ENOENT: { cause: 'The folder is not there.', remedy: 'Choose another folder and export again.' },
  ENOTDIR: { cause: 'The folder is not there.', remedy: 'Choose another folder and export again.' },
  EISDIR: { cause: 'A folder has this name.', remedy: 'Choose another name and export again.' },
  EROFS: { cause: 'The disk cannot be written to.', remedy: 'Choose another folder and export again.' },
  EBUSY: {
    cause: 'The file is open in another program.',
    remedy: 'Close it there or choose another name, and export again.',
  },
  EIO: {
    cause: 'The disk or the network folder failed.',
    remedy: 'See that it is connected and sound, or choose another one, and export again.',
  },
  ENAMETOOLONG: { cause: 'The name is too long.', remedy: 'Choose a shorter name and export again.' },
};

const gone = {
  cause: 'The disk or the network folder is no longer there.',
  remedy: 'Connect it again or choose another one, and export again.',
};

/** What comes of a disk that is taken out, and of a network folder whose server is away. */
const away = new Set([
  'ENXIO',
  'ENODEV',
  'ESTALE',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'ENOTCONN',
  'ENETDOWN',
]);

/** On Windows a file that is open elsewhere cannot be replaced either, and the system says that it is not allowed. */
const refusals = new Set(['EACCES', 'EPERM']);
const notAllowed = {
  cause: 'You may not write there, or the file is open in another program.',
  remedy: 'Close it there or choose another folder, and export again.',
};

/** Puts into words what kept a file from being written. */
export function exportProblem(error: unknown, file: string): unknown {
  if (isProblemError(error)) return error;
  const code = systemCode(error);
  // What is not the system's word is no matter of the disk.
  if (code === undefined) return error;
  const known = words[code] ?? (away.has(code) ? gone : refusals.has(code) ? notAllowed : undefined);
  return new ProblemError({
    kind: 'bad-input',
    title: `${path.basename(file)} could not be written. Nothing was left behind.`,
    cause: known?.cause ?? `The system refused it with ${code}.`,
    remedy: known?.remedy ?? 'Choose another folder and export again.',
    code,
  });
}

/** Of an error that the system made, of a call to it. */
function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
