import { sizeOf } from '../cellText';
import type { ExportReport } from './export';
import { lossWords } from './lossWords';

/** What is said after an export: what stands in the file, and what of the rows it could not hold. */
export function exportWords(report: ExportReport, file: string): string {
  const { rows, columns, bytes, ms, losses } = report;
  const seconds = ms < 950 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
  const what = `${counted(rows, 'row')} and ${counted(columns, 'column')}`;
  return [`Exported ${what} to ${file}: ${sizeOf(bytes)} in ${seconds}.`, ...lossWords(losses)].join(' ');
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;
}
