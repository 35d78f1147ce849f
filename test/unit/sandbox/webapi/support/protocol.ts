export interface DriverRequest {
  readonly id: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly as:
    'application' | 'user' | 'stranger' | 'reader' | 'roleless' | 'disabled' | 'roleless-application';
  /** Puts the rows back; nothing else of the request counts. */
  readonly reset?: boolean;
}

export interface DriverReply {
  readonly id: number;
  /** 500 where the handler threw; the body is the stack then. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}
