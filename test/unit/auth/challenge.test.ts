import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseChallenge } from '../../../src/core/auth/challenge';
import { authorityOfLoginUrl, cloudOfUrl } from '../../../src/core/auth/clouds';
import { signInPlace } from '../../../src/core/auth/signInPlace';
import { problemOf } from '../../../src/core/base/problem';

const file = '../shared/data/errors/www-authenticate.json';

describe('challenge', () => {
  it('reads what Dataverse sends', () => {
    const header =
      'Bearer authorization_uri=https://login.microsoftonline.com/bd6c851f-e0dc-4d6d-ab4c-99452fe28387/oauth2/authorize, resource_id=https://orgxyz.crm11.dynamics.com/';
    expect(parseChallenge(header)).toEqual({
      authorizationUri:
        'https://login.microsoftonline.com/bd6c851f-e0dc-4d6d-ab4c-99452fe28387/oauth2/authorize',
      authority: 'https://login.microsoftonline.com',
      tenantId: 'bd6c851f-e0dc-4d6d-ab4c-99452fe28387',
      resource: 'https://orgxyz.crm11.dynamics.com',
    });
  });

  it.each([
    'Bearer authorization_uri=https://login.windows.net/t1/oauth2/authorize,resource_id=https://o.crm.dynamics.com/',
    'BeArEr AUTHORIZATION_URI=https://login.windows.net/t1/oauth2/authorize,  reSoUrCe_ID=https://o.crm.dynamics.com',
    'bearer authorization_uri="https://login.windows.net/t1/oauth2/authorize", resource_id="https://o.crm.dynamics.com/"',
    'Negotiate, Bearer authorization_uri = https://login.windows.net/t1/oauth2/v2.0/authorize , resource_id=https://o.crm.dynamics.com/, Basic realm="x"',
    'Bearer realm="", authorization_uri=https://login.windows.net/t1/oauth2/authorize, resource_id=https://o.crm.dynamics.com/',
  ])('reads %s', (header) => {
    expect(parseChallenge(header)).toMatchObject({
      authority: 'https://login.windows.net',
      tenantId: 't1',
      resource: 'https://o.crm.dynamics.com',
    });
  });

  it.each(['', 'Bearer', 'Bearer ', 'Basic realm="x"', 'authorization_uri=https://a/b', 'Bearer ===,,"'])(
    'finds nothing in %j',
    (header) => {
      expect(parseChallenge(header)).toBeUndefined();
    },
  );

  it.each([
    'Basic realm="a, Bearer error=x, b"',
    'xBearer error=x',
    'PoP-Bearer error=x',
    'Digest bearer error=x',
  ])('finds no challenge where the word stands inside another: %j', (header) => {
    expect(parseChallenge(header)).toBeUndefined();
    expect(parseChallenge(`${header}, Bearer error="y"`)).toEqual({ error: 'y' });
  });

  it('reads error, description and claims', () => {
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}';
    const encoded = Buffer.from(claims).toString('base64');
    expect(
      parseChallenge(
        `Bearer error="insufficient_claims", error_description="a, \\"b\\"", claims="${encoded}"`,
      ),
    ).toEqual({ error: 'insufficient_claims', errorDescription: 'a, "b"', claims });
  });

  it('leaves claims out that are none', () => {
    expect(parseChallenge('Bearer error="x", claims="!!"')).toEqual({ error: 'x' });
    expect(parseChallenge('Bearer error="x", claims="MTI"')).toEqual({ error: 'x' });
  });

  it('knows no tenant at AD FS', () => {
    expect(
      parseChallenge('Bearer authorization_uri=https://adfs.example.com/adfs/oauth2/authorize'),
    ).not.toHaveProperty('tenantId');
  });

  it.skipIf(!existsSync(file))('reads every challenge that was collected (../shared/data)', () => {
    const data = JSON.parse(readFileSync(file, 'utf8')) as {
      challenges: { value: string }[];
      parserTestsFromMicrosoft: { header: string; ok: boolean }[];
    };
    expect(data.challenges.length).toBeGreaterThan(5);
    for (const { value } of data.challenges) {
      const read = parseChallenge(value);
      expect(read?.authority, value).toMatch(/^https:\/\/[a-z.]+$/);
      expect(read?.resource === undefined, value).toBe(!value.includes('resource_id'));
    }
    for (const { header, ok } of data.parserTestsFromMicrosoft) {
      expect(parseChallenge(header) !== undefined, header).toBe(ok);
    }
  });
});

describe('where to sign in', () => {
  const at = (authority: string): { authority: string; tenantId: string } => ({ authority, tenantId: 't1' });
  const kindOf = (act: () => unknown): string | undefined => {
    try {
      act();
      return 'no error';
    } catch (error) {
      return problemOf(error)?.kind;
    }
  };

  it('is taken from the challenge of known login servers, under their present name', () => {
    expect(signInPlace(at('https://login.windows.net'), undefined)).toEqual(
      at('https://login.microsoftonline.com'),
    );
    expect(signInPlace(at('https://login.microsoftonline.us'), undefined)).toEqual(
      at('https://login.microsoftonline.us'),
    );
  });

  it.each([
    'https://login.microsoftonline.com.evil.example',
    'https://evil.example',
    'https://login.microsoftonline.com:8443',
    'https://adfs.example.com',
  ])('is never %s from a challenge alone', (authority) => {
    expect(kindOf(() => signInPlace(at(authority), undefined))).toBe('foreign-origin');
  });

  it('is what the user configured, whatever the challenge says', () => {
    expect(signInPlace(at('https://localhost:8443'), 'https://localhost:8443')).toEqual(
      at('https://localhost:8443'),
    );
    expect(signInPlace(at('https://evil.example'), 'https://localhost:8443')).toEqual({
      authority: 'https://localhost:8443',
    });
  });

  it('is unknown without an address', () => {
    expect(kindOf(() => signInPlace({}, undefined))).toBe('not-dataverse');
    const odd = parseChallenge(
      'Bearer authorization_uri=https://login.microsoftonline.com@evil.example/t/authorize',
    );
    expect(kindOf(() => signInPlace(odd ?? {}, undefined))).toBe('not-dataverse');
  });

  it('takes no shared endpoint for a tenant', () => {
    const challenge = { authority: 'https://login.microsoftonline.com', tenantId: 'common' };
    expect(signInPlace(challenge, undefined)).toEqual({ authority: 'https://login.microsoftonline.com' });
  });
});

describe('clouds', () => {
  it.each([
    ['https://contoso.crm.dynamics.com', 'commercial'],
    ['https://contoso.crm4.dynamics.com/main.aspx?id=1', 'commercial'],
    ['https://contoso-dev.api.crm21.dynamics.com', 'commercial'],
    ['https://contoso.crm9.dynamics.com', 'gcc'],
    ['https://contoso.crm.microsoftdynamics.us', 'gcc-high'],
    ['https://contoso.crm.appsplatform.us', 'dod'],
    ['https://contoso.crm.dynamics.cn', 'china'],
    ['https://contoso.crm.dynamics.com.evil.example', undefined],
    ['https://localhost:9443', undefined],
    ['http://contoso.crm.dynamics.com', undefined],
  ])('%s is %s', (url, cloud) => {
    expect(cloudOfUrl(url)?.id).toBe(cloud);
  });

  it('knows login servers by exact host', () => {
    expect(authorityOfLoginUrl('https://LOGIN.microsoftonline.com/x')).toBe(
      'https://login.microsoftonline.com',
    );
    expect(authorityOfLoginUrl('https://login.microsoftonline.com\\@evil.example')).toBeUndefined();
  });
});
