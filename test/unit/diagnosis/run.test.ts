import { describe, expect, it } from 'vitest';
import { cancelledError } from '../../../src/core/base/problem';
import type { Environment } from '../../../src/core/base/environment';
import type { ChainStep } from '../../../src/core/diagnosis/chain';
import {
  isDiagnosisPage,
  isDiagnosisRequest,
  type DiagnosisPage,
} from '../../../src/protocol/diagnosisMessages';
import { DiagnosisRun } from '../../../src/vscode/diagnosis/diagnosisRun';
import type { DiagnosisServices } from '../../../src/vscode/diagnosis/ports';
import { causes, clientId, origin, tenantId } from './support';

const environment: Environment = {
  name: 'contoso-dev',
  url: origin,
  method: 'client-secret',
  clientId,
  tenantId,
  protected: false,
  apiVersion: 'v9.2',
};

const dns = (state: ChainStep['state'], detail: string): ChainStep => ({
  id: 'dns',
  title: 'Find the name',
  state,
  detail,
  causes: [],
});

const services = (diagnose: DiagnosisServices['diagnose']): DiagnosisServices => ({
  environment: () => environment,
  diagnose,
});

function begin(): { run: DiagnosisRun; pages: DiagnosisPage[] } {
  const pages: DiagnosisPage[] = [];
  const run: DiagnosisRun = new DiagnosisRun(
    environment,
    () => pages.push(run.page),
    (action) => `Fix: ${action}`,
  );
  return { run, pages };
}

describe('a diagnosis in the editor', () => {
  it('shows each step as it comes, then the cause and its way out', async () => {
    const { run, pages } = begin();
    const found = causes({ transportError: 'ENOTFOUND' });
    await run.start(
      services((_environment, onStep) => {
        onStep(dns('running', ''));
        onStep(dns('failed', 'No such name.'));
        return Promise.resolve({ steps: [], causes: found, healthy: false });
      }),
    );
    expect(pages.map(({ steps, running }) => [steps[0]?.state, running])).toEqual([
      ['running', true],
      ['failed', true],
      ['failed', false],
    ]);
    const last = pages.at(-1);
    expect(last?.causes[0]).toMatchObject({ cause: 'dns-failure', fix: 'Fix: edit-environment' });
    expect(last?.total).toBe(9);
    expect(run.action).toBe('edit-environment');
    expect(run.text).toMatch(
      /contoso-dev.*\nfailed: Find the name: No such name\.\nThe name .* was not found\./,
    );
    for (const page of pages) expect(isDiagnosisPage(structuredClone(page))).toBe(true);
  });

  it('ends where it is stopped, without an error', async () => {
    const { run } = begin();
    await run.start(
      services((_environment, onStep, signal) => {
        onStep(dns('running', ''));
        run.stop();
        return signal.cancelled ? Promise.reject(cancelledError()) : Promise.reject(new Error('not told'));
      }),
    );
    expect(run.page).toMatchObject({
      running: false,
      causes: [],
      steps: [{ state: 'skipped', detail: 'Stopped.' }],
    });
    expect(run.action).toBeUndefined();
  });

  it('does not swallow a fault of the program', async () => {
    const { run } = begin();
    await expect(run.start(services(() => Promise.reject(new Error('broken'))))).rejects.toThrow('broken');
    expect(run.page.running).toBe(false);
  });

  it('takes no message that is none', () => {
    for (const value of [null, {}, 'no', { steps: [] }]) {
      expect(isDiagnosisPage(value)).toBe(false);
      expect(isDiagnosisRequest(value)).toBe(false);
    }
    expect(['ready', 'again', 'stop', 'fix', 'copy'].every(isDiagnosisRequest)).toBe(true);
  });
});
