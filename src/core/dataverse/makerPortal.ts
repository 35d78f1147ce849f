import { cloudOfUrl, type Cloud } from '../auth/clouds';

/** https://learn.microsoft.com/power-platform/admin/powerapps-us-government, …/business-applications-availability-china */
const portals: Readonly<Record<Cloud['id'], string>> = {
  commercial: 'https://make.powerapps.com',
  gcc: 'https://make.gov.powerapps.us',
  'gcc-high': 'https://make.high.powerapps.us',
  dod: 'https://make.apps.appsplatform.us',
  china: 'https://make.powerapps.cn',
};

/** The page of a table in the maker portal of the environment's cloud; of any other server, the commercial one's. */
export function makerPortalPage(origin: string, environmentId: string, table: string): string {
  const portal = portals[cloudOfUrl(origin)?.id ?? 'commercial'];
  const id = encodeURIComponent(environmentId);
  return `${portal}/environments/${id}/entities/${id}/${encodeURIComponent(table)}`;
}
