/** Queries as people write them, over tables that every organisation with sales has. */
export const typedQueries: readonly string[] = [
  'accounts?$select=name,accountnumber,_primarycontactid_value&$filter=statecode eq 0 and revenue gt 100000&$orderby=name',
  "contacts?$select=fullname,emailaddress1&$filter=contains(fullname,'(sample)') and annualincome ge 55000&$top=10",
  'accounts?$select=name&$expand=primarycontactid($select=fullname;$expand=owninguser($select=fullname)),Account_Tasks($select=subject;$filter=statecode eq 0;$orderby=createdon desc)',
  "accounts?$filter=Account_Emails/any(e:contains(e/subject,'offer') and e/statecode eq 0)&$select=name&$count=true",
  "accounts?$select=name&$filter=Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue=30) and primarycontactid/fullname ne null",
  'opportunities?$apply=filter(statecode eq 0)/groupby((statuscode,parentaccountid/name),aggregate(estimatedvalue with sum as total,$count as number))',
  'incidents(39dd0b31-ed8b-e511-80d2-00155d2a68d4)?$select=title,_customerid_value&$expand=customerid_contact($select=fullname)',
  'accounts(00000000-0000-0000-0000-000000000001)/Account_Tasks/$count?$filter=createdon ge 2026-01-01T00:00:00Z',
  "systemusers?$select=fullname&$filter=Microsoft.Dynamics.CRM.EqualUserId(PropertyName='systemuserid')",
  "EntityDefinitions(LogicalName='account')/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet,GlobalOptionSet",
  "GetTimeZoneCodeByLocalizedName(LocalizedStandardName=@p1,LocaleId=@p2)?@p1='Pacific Standard Time'&@p2=1033",
  '@limit = 5\n### Open tasks\nGET tasks\n  ?$select=subject,scheduledend\n  &$filter=statecode eq 0\n  &$top={{limit}}\nPrefer: odata.include-annotations="*"\n',
  'POST accounts\nPrefer: return=representation\n\n{\n  "name": "Contoso",\n  "primarycontactid@odata.bind": "/contacts(00000000-0000-0000-0000-000000000001)"\n}\n',
];
