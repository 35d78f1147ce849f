import type { HttpRequest } from '../base/http';
import { csharp } from './csharp';
import { curlForBash, curlForPowerShell } from './curl';

/** A language that a request can be copied as. None of them ever gets a token: it is read from TOKEN. */
export interface CodeTarget {
  /** Stable. */
  readonly id: 'curl-bash' | 'curl-powershell' | 'csharp';
  /** For a list of targets. */
  readonly label: string;
  readonly description: string;
  /** The editor's language id of what `write` gives. */
  readonly language: string;
  /** `request`: as `buildRequest` makes it, without its authorization header. */
  write(request: HttpRequest): string;
}

export const codeTargets: readonly CodeTarget[] = [
  {
    id: 'curl-bash',
    label: 'cURL for bash',
    description: 'Linux, macOS, WSL; the token in $TOKEN',
    language: 'shellscript',
    write: curlForBash,
  },
  {
    id: 'curl-powershell',
    label: 'cURL for PowerShell',
    description: 'curl.exe of Windows; the token in $TOKEN',
    language: 'powershell',
    write: curlForPowerShell,
  },
  {
    id: 'csharp',
    label: 'C#',
    description: 'HttpClient of .NET 7 or later; the token in the environment variable TOKEN',
    language: 'csharp',
    write: csharp,
  },
];
