import path from 'node:path';
import { isProblemError, ProblemError } from '../../core/base/problem';

interface Words {
  readonly cause: string;
  readonly remedy: string;
}

/** On Windows a file that is open elsewhere cannot be replaced either, and the system says that it is not allowed. */
const notAllowed: Words = {
  cause: 'You may not write there, or the file is open in another program.',
  remedy: 'Close it there or choose another folder, and export again.',
};

const noFolder: Words = {
  cause: 'The folder is not there.',
  remedy: 'Choose another folder and export again.',
};

/** What comes of a disk that fails or is taken out, and of a network folder whose server is away. */
const away: Words = {
  cause: 'The disk or the network folder failed, or is no longer there.',
  remedy: 'See that it is connected, or choose another one, and export again.',
};

const words: Readonly<Record<string, Words>> = {
  ENOSPC: {
    cause: 'The disk is full.',
    remedy: 'Make room on the disk or choose another one, and export again.',
  },
  EDQUOT: {
    cause: 'Your share of the disk is used up.',
    remedy: 'Make room or choose another disk, and export again.',
  },
  EFBIG: { cause: 'The disk takes no file of this size.', remedy: 'Choose another disk and export again.' },
  ENOENT: noFolder,
  ENOTDIR: noFolder,
  EISDIR: { cause: 'A folder has this name.', remedy: 'Choose another name and export again.' },
  EROFS: { cause: 'The disk cannot be written to.', remedy: 'Choose another folder and export again.' },
  EBUSY: {
    cause: 'The file is open in another program.',
    remedy: 'Close it there or choose another name, and export again.',
  },
  ENAMETOOLONG: { cause: 'The name is too long.', remedy: 'Choose a shorter name and export again.' },
  EACCES: notAllowed,
  EPERM: notAllowed,
  EIO: away,
  ENXIO: away,
  ENODEV: away,
  ESTALE: away,
  EHOSTDOWN: away,
  ENOTCONN: away,
  ETIMEDOUT: away,
};

/** Puts into words what kept a file from being written. */
export function exportProblem(error: unknown, file: string): unknown {
  if (isProblemError(error)) return error;
  const code = systemCode(error);
  // What is not the system's word is no matter of the disk.
  if (code === undefined) return error;
  const known = words[code];
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
