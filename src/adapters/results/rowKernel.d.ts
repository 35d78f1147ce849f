declare module 'row-kernel' {
  /** What src/kernel was compiled to. */
  const code: Uint8Array<ArrayBuffer>;
  export default code;
}
