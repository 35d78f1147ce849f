// MetadataIds: the same in every run, and Microsoft's own for what its pages ask for by id.
import { guidOf } from '../security/privileges';

/** Every organisation has these. */
const wellKnown: Readonly<Record<string, string>> = {
  'table account': '70816501-edb9-4740-a16c-6a5efbc05d84',
  'label account DisplayName': '2a4901bf-2241-db11-898a-0007e9e17ebd',
  'column account.accountcategorycode': '118771ca-6fb9-4f60-8fd4-99b6124b63ad',
  'column account.preferredappointmentdaycode': '5967e7cc-afbb-4c10-bf7e-e7ef430c52be',
  'choice account_accountcategorycode': 'b994cdd8-5ce9-4ab9-bdd3-8888ebdb0407',
  'choice account_preferredappointmentdaycode': '53f9933c-18a0-40a6-b4a5-b9610a101735',
};

/** What is described, in words: `table account`, `column account.name`, `relationship account_primary_contact`. */
export const metadataId = (what: string): string => wellKnown[what] ?? guidOf(`metadata ${what}`);
