import { existsSync, readFileSync } from 'node:fs';

/** Requests with a bit of everything that the parser reads. */
export const builtInSeeds: readonly string[] = [
  "accounts?$select=name,revenue&$filter=contains(name,'a''b') and (revenue gt -5.5 or not startswith(name,'x'))&$orderby=name desc&$top=3",
  'accounts(00000000-0000-0000-0000-000000000001)/Account_Tasks/$count?$filter=createdon ge 2026-01-31T08:00:00+01:00',
  'contacts?$filter=Microsoft.Dynamics.CRM.In(PropertyName=@p1,PropertyValues=@p2)&@p1=\'lastname\'&@p2=["O\'Brian","O\\"Bryan"]',
  'https://contoso.crm4.dynamics.com/api/data/v9.2/accounts?$expand=primarycontactid($select=fullname;$expand=owninguser($top=1)),Account_Tasks/$ref',
  'accounts?$apply=filter(statecode eq 0)/groupby((a,b/c),aggregate(revenue with sum as total,$count as n))',
  "accounts?$filter=Account_Tasks/any(t:t/statecode eq 1 and t/x/all(y:y/z in ('a','b')))&fetchXml=<fetch top=\"1\"><entity name='a&amp;b'/></fetch>",
  "systemusers(1)/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@tid)?@tid={'@odata.id':'contacts(9f3162f6-804a-e611-80d1-00155d4333fa)'}",
  'accounts?$filter=name%20eq%20%27%C3%9Cber%27&$skiptoken=%3Ccookie%20pagenumber=%222%22%20/%3E#x',
  "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='x')/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$expand=OptionSet($select=Options)",
  "products?$search=(mountain OR \"big bike\") AND NOT cloth&$compute=case(a gt 1:'x',true:'y') as z&$count=true",
  "accounts?$filter=a eq guid'x' or b eq datetime'2020-01-01' or c eq 5L or d has Ns.Color'Red,Blue' or e eq duration'PT1H'",
  '$root/x/$filter(a eq 1)/$each/$entity?$apply=ancestors($root/A,H,ID,filter(true),2,keep start)/nest(identity as x)&@Ns.T=1',
];

const folder = '../shared/data/queries';

/** The published requests where they are at hand, with the built-in ones. */
export function allSeeds(): readonly string[] {
  if (!existsSync(folder)) return builtInSeeds;
  const published = ['queries', 'write-requests', 'documented-failures', 'filter-expressions'].flatMap(
    (name) => {
      const entries = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as {
        readonly query: string;
      }[];
      return entries.map(({ query }) => query);
    },
  );
  return [...builtInSeeds, ...published];
}
