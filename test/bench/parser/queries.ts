/** Requests as people write them, 224 characters on average. */
export const queries: readonly string[] = [
  'contacts?$select=fullname,contactid&$top=25',
  "accounts?$select=name,accountnumber&$filter=revenue ge 250000 and startswith(name,'North') and statuscode eq 1&$orderby=createdon desc,name asc&$top=20&$count=true",
  "incidents?$select=title,ticketnumber&$expand=customerid_account($select=name,telephone1;$filter=statecode eq 0;$orderby=name;$top=3),owninguser($select=fullname)&$filter=(contains(title,'printer') or endswith(title,'offline')) and createdon ge 2025-06-01T00:00:00Z and _ownerid_value eq 0f4d6bbd-8bd0-4c6e-9d65-6f2a1c3a7e11",
  "opportunities?$filter=opportunity_products/any(p:p/quantity gt 10 and p/description ne null) and Microsoft.Dynamics.CRM.LastXMonths(PropertyName='actualclosedate',PropertyValue=6) and not (isrevenuesystemcalculated eq true)&$expand=parentaccountid($select=name;$expand=primarycontactid($select=fullname))",
  'invoices?$apply=filter(statecode eq 0)/groupby((statuscode,customerid_account/name),aggregate($count as number,totalamount with sum as total))&$orderby=total desc',
  "systemusers(0f4d6bbd-8bd0-4c6e-9d65-6f2a1c3a7e11)/lk_accountbase_modifiedby?$select=name,emailaddress1,telephone1&$filter=statecode eq 0 and (address1_city eq 'Lyon' or address1_city eq 'Graz' or address1_city eq 'Val-d''Oise')&$orderby=name",
  "tasks?$filter=percentcomplete lt 100 and month(scheduledend) eq 11 and length(subject) sub 5 gt 20 and toupper(category) eq 'FOLLOW-UP' and owningbusinessunit/name eq 'Sales' and prioritycode ne 0 and isbilled ne true&$select=subject,scheduledstart,scheduledend,actualdurationminutes,prioritycode&$orderby=scheduledend asc&$top=500",
];
