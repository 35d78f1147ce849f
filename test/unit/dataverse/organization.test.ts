import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../src/core/base/cancel';
import {
  organizationType,
  retrieveOrganization,
  retrieveUserName,
  whoAmI,
} from '../../../src/core/dataverse/organization';
import { isWrite, needsConfirmation } from '../../../src/core/dataverse/writes';
import { answer, origin, problemIn, rig } from './support/fakes';

describe('who and where', () => {
  it('WhoAmI() gives the ids', async () => {
    const body = { UserId: 'u', BusinessUnitId: 'b', OrganizationId: 'o' };
    const { client, transport } = rig(answer(200, body));
    expect(await whoAmI(client, neverCancelled)).toEqual({
      userId: 'u',
      businessUnitId: 'b',
      organizationId: 'o',
    });
    expect(transport.sent[0]?.url).toBe(`${origin}/api/data/v9.2/WhoAmI()`);
  });

  it('anything else in its place is told', async () => {
    for (const body of ['nonsense', '[]', '{}']) {
      const { client } = rig(answer(200, body));
      expect((await problemIn(whoAmI(client, neverCancelled))).kind).toBe('malformed-answer');
    }
  });

  it('the organisation has a name and a type', async () => {
    const Detail = {
      OrganizationId: 'o',
      FriendlyName: 'Contoso',
      UniqueName: 'org1',
      OrganizationType: 'CustomerTest',
    };
    const { client, transport } = rig(answer(200, { Detail }));
    expect(await retrieveOrganization(client, neverCancelled)).toEqual({
      id: 'o',
      friendlyName: 'Contoso',
      uniqueName: 'org1',
      type: { name: 'CustomerTest', production: false },
    });
    expect(transport.sent[0]?.url).toContain("RetrieveCurrentOrganization(AccessType='Default')");
  });

  it('the name of the user is asked for, and may be withheld', async () => {
    expect(await retrieveUserName(rig(answer(200, { fullname: 'Ada' })).client, 'u', neverCancelled)).toBe(
      'Ada',
    );
    expect(await retrieveUserName(rig(answer(403)).client, 'u', neverCancelled)).toBeUndefined();
    const failed = retrieveUserName(rig(answer(500)).client, 'u', neverCancelled);
    expect((await problemIn(failed)).kind).toBe('service-failed');
  });
});

describe('a write', () => {
  it('is every method that may change something', () => {
    expect(['GET', 'get', 'HEAD'].map(isWrite)).toEqual([false, false, false]);
    expect(['POST', 'patch', 'PUT', 'DELETE', 'MERGE'].every(isWrite)).toBe(true);
  });

  const production = organizationType('Customer');
  const sandbox = organizationType('CustomerTest');

  it.each([
    ['GET', true, production, false, false],
    ['POST', false, production, false, true],
    ['POST', false, undefined, false, true],
    ['POST', false, organizationType('SomethingNew'), false, true],
    ['POST', false, sandbox, false, false],
    ['POST', false, organizationType(13), false, false],
    ['POST', false, organizationType('Trial'), false, false],
    ['POST', false, organizationType('Default'), false, true],
    ['DELETE', false, production, true, false],
    ['DELETE', true, sandbox, true, true],
    ['PATCH', true, production, true, true],
  ])(
    '%s, protected %s, %o, do not ask again %s: asks %s',
    (method, isProtected, type, dontAskAgain, asks) => {
      expect(
        needsConfirmation({ method, protected: isProtected, organizationType: type, dontAskAgain }),
      ).toBe(asks);
    },
  );
});
