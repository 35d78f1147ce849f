import { describe, expect, it } from 'vitest';
import { problemOf } from '../../../src/core/base/problem';
import {
  httpsOrigin,
  parseEnvironmentUrl,
  sameEnvironment,
  splitUrl,
} from '../../../src/core/dataverse/environmentUrl';

const contoso = 'https://contoso.crm4.dynamics.com';

describe('an address of an environment', () => {
  it.each([
    ['contoso.crm4.dynamics.com', contoso],
    ['  https://Contoso.CRM4.dynamics.com/  ', contoso],
    ['HTTPS://contoso.crm4.dynamics.com:443', contoso],
    ['https://contoso.crm4.dynamics.com./', contoso],
    [
      'https://contoso.crm4.dynamics.com/main.aspx?appid=1&pagetype=entityrecord&etn=account&id={A}#x',
      contoso,
    ],
    ['contoso.crm4.dynamics.com/main.aspx', contoso],
    ['https://contoso.crm4.dynamics.com?x=1', contoso],
    ['https://contoso.api.crm4.dynamics.com/api/data/v9.2/', contoso],
    ['https://contoso.api.crm.dynamics.com', 'https://contoso.crm.dynamics.com'],
    ['https://contoso.api.crm.microsoftdynamics.us', 'https://contoso.crm.microsoftdynamics.us'],
    ['"https://contoso.crm4.dynamics.com"', contoso],
    ['<https://contoso.crm4.dynamics.com/>', contoso],
    ['https:\\\\contoso.crm4.dynamics.com\\main.aspx', contoso],
    ['//contoso.crm4.dynamics.com/', contoso],
    ['localhost:8443', 'https://localhost:8443'],
    ['localhost', 'https://localhost'],
    ['https://crm-server/Contoso', 'https://crm-server'],
    ['crm-server:5555', 'https://crm-server:5555'],
    ['https://[::1]:8443/x', 'https://[::1]:8443'],
    ['127.0.0.1:08443', 'https://127.0.0.1:8443'],
  ])('%s', (typed, origin) => {
    expect(parseEnvironmentUrl(typed)).toBe(origin);
  });

  it.each([
    ['', 'No address'],
    ['   ', 'No address'],
    ['http://contoso.crm4.dynamics.com/', 'not encrypted'],
    ['https://user:pw@contoso.crm4.dynamics.com', 'before an "@"'],
    ['https://contoso.crm4.dynamics.com@evil.example', 'before an "@"'],
    ['ftp://contoso.crm4.dynamics.com', 'not an address'],
    ['contoso', 'not a full address'],
    ['hello world', 'not an address'],
    ['https://', 'not an address'],
    ['https://a..b', 'not an address'],
    ['https://contosö.crm4.dynamics.com', 'not an address'],
    ['https://contoso.crm4.dynamics.com:99999', 'not an address'],
    ['https://contoso%2ecrm4.dynamics.com', 'not an address'],
    ['https://contoso.crm4.dynamics.com\n.evil.example', 'not an address'],
    ['https://make.powerapps.com/environments/0e7e/home', 'the maker portal'],
    ['make.gov.powerapps.us', 'the maker portal'],
    ['https://admin.powerplatform.microsoft.com/environments', 'the admin center'],
    ['https://apps.powerapps.com/play/1', 'the app player'],
    ['https://login.microsoftonline.com/x', 'sign-in page'],
    ['https://globaldisco.crm.dynamics.com', 'the discovery service'],
  ])('refuses %j and says why', (typed, words) => {
    let problem;
    try {
      parseEnvironmentUrl(typed);
    } catch (error) {
      problem = problemOf(error);
    }
    expect(problem?.kind).toBe('bad-input');
    expect(problem?.title).toContain(words);
    expect(problem?.remedy).not.toBe('');
  });

  it('is told the https form of an http address', () => {
    let problem;
    try {
      parseEnvironmentUrl('http://contoso.crm4.dynamics.com');
    } catch (error) {
      problem = problemOf(error);
    }
    expect(problem?.remedy).toBe(`Use ${contoso} instead.`);
  });
});

describe('an origin', () => {
  it('exists for absolute https addresses without user info only', () => {
    expect(httpsOrigin('https://A.example:8443/x?y#z')).toBe('https://a.example:8443');
    for (const other of [
      'http://a.example',
      '/x',
      'https://u@a.example',
      '//a.example',
      'https:/a.example',
      '',
    ]) {
      expect(httpsOrigin(other)).toBeUndefined();
    }
  });

  it('is the same as what a browser makes of it', () => {
    for (const url of [
      `${contoso}:443/x`,
      'https://LOCALHOST:1/?a',
      'https://[::1]/',
      'https://a.b.c:65535#f',
    ]) {
      expect(httpsOrigin(url)).toBe(new URL(url).origin);
    }
  });

  it('is the same environment with and without ".api"', () => {
    expect(sameEnvironment(contoso, 'https://contoso.api.crm4.dynamics.com')).toBe(true);
    expect(sameEnvironment(contoso, 'https://fabrikam.crm4.dynamics.com')).toBe(false);
    expect(sameEnvironment('https://x.api.example.com', 'https://x.example.com')).toBe(false);
  });

  it('keeps what follows it as written', () => {
    expect(splitUrl('https://a.example/x y?z')?.rest).toBe('/x y?z');
    expect(splitUrl('https://a.example?z')?.rest).toBe('?z');
  });
});
