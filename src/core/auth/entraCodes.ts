import type { EntraCause } from './entraCauses';

/** AADSTS codes by cause. Source: Microsoft's error code reference, and answers seen in the wild. */
const codesOfCause: readonly (readonly [EntraCause, readonly number[]])[] = [
  ['invalid-client-secret', [7000215, 70002]],
  ['expired-client-secret', [7000222]],
  [
    'certificate-refused',
    [
      700027, 700229, 700021, 700023, 700024, 700030, 700211, 700212, 700213, 7000214, 70021, 50003, 50012,
      50017, 50032, 50048, 500133, 50013,
    ],
  ],
  ['unknown-application', [700016, 700011, 7000229]],
  ['application-disabled', [70001, 7000112]],
  ['application-needs-secret', [7000218, 7000216, 7000219]],
  ['application-takes-no-secret', [700025]],
  ['single-page-application', [9002325, 9002326, 9002327]],
  ['single-page-token-expired', [700084]],
  ['implicit-flow', [700051, 700054, 70005]],
  ['preauthorization-missing', [65002]],
  ['consent-required', [65001, 650056, 650051, 90008, 90093, 90094, 900941, 90095, 90097, 90099, 52004]],
  ['consent-declined', [65004]],
  ['mfa-required', [50072, 50074, 50076, 50078, 50079, 500121, 50088, 50161, 53004, 53010]],
  [
    'conditional-access',
    [
      50158, 53003, 53002, 53005, 53006, 53007, 53008, 53009, 53011, 50005, 50131, 530034, 530035, 530036,
      80012,
    ],
  ],
  [
    'device-not-compliant',
    [53000, 53001, 530001, 530002, 530003, 50097, 50127, 50129, 50155, 50187, 135011, 700003],
  ],
  ['tenant-restricted', [50002, 500021, 500022, 500212, 500213, 1000104]],
  ['user-not-assigned', [50105, 501051]],
  [
    'interaction-required',
    [50058, 700020, 50140, 50143, 50168, 50180, 50199, 51006, 16001, 16002, 160021, 50197, 9002341],
  ],
  ['bad-credentials', [50126, 50056, 50064, 80007, 81016, 50192]],
  ['unknown-user', [50034]],
  ['external-user', [50020, 50014, 51004, 16000, 16003, 90072, 500208]],
  ['account-locked', [50053]],
  ['account-disabled', [50057]],
  ['password-expired', [50055, 50125, 50135, 50142, 50144]],
  [
    'refresh-token-expired',
    [70000, 70008, 700081, 700082, 70043, 70046, 50085, 50089, 50132, 50133, 50139, 50173],
  ],
  ['code-used', [54005, 50148, 501481]],
  ['device-code-pending', [70016]],
  ['device-code-expired', [70018, 70019, 70020]],
  ['unknown-tenant', [90002, 900021, 900023, 90019, 90051, 900382, 50049, 50059, 50107, 50128]],
  ['tenant-needed', [50194, 9001023, 90123, 90124, 90130, 9002331, 9002332]],
  ['other-tenant', [7000012]],
  ['redirect-uri-mismatch', [50011, 500112, 500113, 500117, 900971, 70004]],
  ['invalid-scope', [70011, 1002012, 700022, 90009, 28002, 28003, 650053]],
  ['unknown-resource', [500011, 500014, 50001, 650054]],
  ['resource-not-permitted', [650057, 65005]],
  ['not-subscribed', [650052]],
  ['v1-parameter', [901002]],
  [
    'malformed-request',
    [
      90014, 900144, 9002313, 50147, 501491, 50029, 50050, 50169, 70003, 70007, 90004, 90005, 90007, 90010,
      90013, 90015, 90022, 90023, 90027, 90056, 900561, 90016,
    ],
  ],
  ['throttled', [50196, 90055]],
  [
    'service-unavailable',
    [
      90006, 90012, 90024, 90033, 90036, 90090, 90091, 50000, 50033, 50086, 50087, 50166, 70012, 20001, 20012,
      20033, 40008, 40009, 40010, 40015, 80001, 80002, 80005, 80010, 80013, 80014, 230109,
    ],
  ],
];

/** Codes that only say that something was wrong: another code beside them says what. */
const vague: ReadonlySet<number> = new Set([70002, 70000, 50000, 9002313, 90014, 50012]);

export const causeOfCode: ReadonlyMap<number, EntraCause> = new Map(
  codesOfCause.flatMap(([cause, codes]) => codes.map((code): [number, EntraCause] => [code, cause])),
);

/** The code that says most: known before unknown, telling before vague, first before later. */
export function tellingCode(codes: readonly number[]): number | undefined {
  return (
    codes.find((code) => causeOfCode.has(code) && !vague.has(code)) ??
    codes.find((code) => causeOfCode.has(code)) ??
    codes[0]
  );
}
