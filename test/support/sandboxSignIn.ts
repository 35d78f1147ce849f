// The person at the sandbox's pages, where a test has no browser.
import type { RawClient, RawResponse } from './sandboxHttp';

export interface DeviceLogin {
  /** `verification_uri` of the answer. */
  readonly address: string;
  readonly userCode: string;
  readonly userName: string;
  readonly password: string;
}

/** Types the code, then name and password; gives the page that comes last. */
export async function approveDeviceCode(http: RawClient, login: DeviceLogin): Promise<RawResponse> {
  const { address, userCode, userName, password } = login;
  await http.post(address, { otc: userCode });
  return await http.post(address, {
    otc: userCode,
    loginfmt: userName,
    passwd: password,
    action: 'signin',
  });
}

export async function declineDeviceCode(
  http: RawClient,
  { address, userCode }: Pick<DeviceLogin, 'address' | 'userCode'>,
): Promise<RawResponse> {
  return await http.post(address, { otc: userCode, action: 'cancel' });
}
