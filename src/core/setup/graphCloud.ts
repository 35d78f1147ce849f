import { cloudOfUrl, type Cloud } from '../auth/clouds';

/** Microsoft Graph Command Line Tools: a public client that every tenant knows. */
export const graphCommandLineTools = '14d82eec-204b-4c2f-b7e8-296a70dab67e';

/** https://learn.microsoft.com/graph/deployments */
const origins: Readonly<Record<Cloud['id'], string>> = {
  commercial: 'https://graph.microsoft.com',
  gcc: 'https://graph.microsoft.com',
  'gcc-high': 'https://graph.microsoft.us',
  dod: 'https://dod-graph.microsoft.us',
  china: 'https://microsoftgraph.chinacloudapi.cn',
};

/** Origin of Microsoft Graph in the cloud of an environment; the commercial one for a host that is none of Microsoft's. */
export function graphOriginFor(environmentUrl: string): string {
  return origins[cloudOfUrl(environmentUrl)?.id ?? 'commercial'];
}
