/** What of it is used: Node has it, and its types have not. https://webassembly.github.io/spec/js-api/ */
declare namespace WebAssembly {
  class Module {
    constructor(code: Uint8Array<ArrayBuffer>);
    static exports(module: Module): readonly { readonly name: string; readonly kind: string }[];
  }

  class Memory {
    /** In pages of 64 KB. */
    constructor(size: { readonly initial: number; readonly maximum: number });
    readonly buffer: ArrayBuffer;
  }

  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, Memory>>>>);
    readonly exports: Readonly<Record<string, unknown>>;
  }
}
