// The way of a message from the extension host to a webview, as VS Code goes it, leg by leg in one process: JSON with
// the buffers beside it, one frame for the other process, read there, and posted once more into the frame of the webview.

const reference = '$$vscode_array_buffer_reference$$';

/** What came out at the other end, and how long it took, in milliseconds. */
export interface Delivery {
  readonly message: unknown;
  /** In the extension host and between the processes. */
  readonly sent: number;
  /** In the renderer, until the webview's own code has it. */
  readonly received: number;
}

export function deliver(message: unknown): Delivery {
  const started = performance.now();
  const buffers: ArrayBuffer[] = [];
  const text = JSON.stringify(message, (_, value: unknown) =>
    value instanceof ArrayBuffer ? { [reference]: true, index: buffers.push(value) - 1 } : value,
  );
  const head = Buffer.from(JSON.stringify(['onDidReceiveMessage', text]));
  const frame = Buffer.concat([head, ...buffers.map((buffer) => new Uint8Array(buffer))]);
  const arrived = structuredClone(frame.buffer.slice(frame.byteOffset, frame.byteOffset + frame.length));
  const between = performance.now();
  const [, inner] = JSON.parse(Buffer.from(arrived, 0, head.length).toString('utf8')) as [string, string];
  let at = head.length;
  const own = buffers.map(({ byteLength }) => {
    at += byteLength;
    return arrived.slice(at - byteLength, at);
  });
  const read: unknown =
    own.length === 0 ? JSON.parse(inner) : JSON.parse(inner, (_, value: unknown) => restored(value, own));
  const posted: unknown = structuredClone(read, { transfer: own });
  return { message: posted, sent: between - started, received: performance.now() - between };
}

function restored(value: unknown, buffers: readonly ArrayBuffer[]): unknown {
  if (typeof value !== 'object' || value === null || !(reference in value)) return value;
  return 'index' in value && typeof value.index === 'number' ? buffers[value.index] : undefined;
}
