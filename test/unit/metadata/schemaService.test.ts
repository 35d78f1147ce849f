import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../src/core/base/cancel';
import { problemOf } from '../../../src/core/base/problem';
import { WebApiSchemaService } from '../../../src/core/metadata/schemaService';
import { FakeApi } from './support/fakeApi';
import { problem } from './support/fakeSchemaPorts';

describe('the schema over the Web API', () => {
  it('is asked for as XML', async () => {
    const api = new FakeApi(() => '<Edmx/>');
    const bytes = await new WebApiSchemaService(api).document(neverCancelled, () => undefined);
    expect(Buffer.from(bytes).toString()).toBe('<Edmx/>');
    expect(api.paths).toEqual(['$metadata']);
    expect(api.requests[0]?.headers).toContainEqual(['Accept', 'application/xml']);
  });

  it('has a time stamp', async () => {
    const api = new FakeApi(() => ({ '@odata.context': 'x', Timestamp: '812345!11/21/2026 07:30:00' }));
    const service = new WebApiSchemaService(api);
    expect(await service.timestamp(neverCancelled)).toBe('812345!11/21/2026 07:30:00');
    expect(api.paths).toEqual(['RetrieveTimestamp()']);
  });

  it.each([problem('service-refused'), problem('service-failed'), 'no JSON', {}, { Timestamp: 5 }])(
    'is used without one where the service says none: %s',
    async (answer) => {
      const service = new WebApiSchemaService(new FakeApi(() => answer));
      expect(await service.timestamp(neverCancelled)).toBeUndefined();
    },
  );

  it.each(['sign-in-needed', 'network', 'cancelled'] as const)('passes on that it is %s', async (kind) => {
    const service = new WebApiSchemaService(new FakeApi(() => problem(kind)));
    const found = await service.timestamp(neverCancelled).then(() => undefined, problemOf);
    expect(found?.kind).toBe(kind);
  });
});
