// RC2 (RFC 2268), which old programs encrypt certificates with and Node's crypto no longer knows.

const blockSize = 8;

const table = Buffer.from(
  [
    'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2',
    '179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82',
    '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626',
    '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7',
    '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec',
    'c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731',
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9',
    '0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
  ].join(''),
  'hex',
);

/** In CBC mode, padding taken off (PKCS #7). `undefined` where the padding is none: the key is wrong. */
export function decryptRc2Cbc(key: Buffer, iv: Buffer, encrypted: Buffer): Buffer | undefined {
  if (encrypted.length === 0 || encrypted.length % blockSize !== 0) return undefined;
  const words = expandKey(key);
  const plain = Buffer.alloc(encrypted.length);
  let before = iv;
  for (let at = 0; at < encrypted.length; at += blockSize) {
    const block = encrypted.subarray(at, at + blockSize);
    decryptBlock(words, block).forEach((byte, index) => {
      plain[at + index] = byte ^ (before[index] ?? 0);
    });
    before = block;
  }
  return withoutPadding(plain);
}

function withoutPadding(plain: Buffer): Buffer | undefined {
  const count = plain.at(-1) ?? 0;
  const padding = plain.subarray(-count);
  const sound = count >= 1 && count <= blockSize && padding.every((byte) => byte === count);
  return sound ? plain.subarray(0, -count) : undefined;
}

/** RFC 2268, 2: 64 words, from as many bits as the key has. */
function expandKey(key: Buffer): Uint16Array {
  const bytes = new Uint8Array(128);
  bytes.set(key);
  const at = (index: number): number => bytes[index] ?? 0;
  const picked = (index: number): number => table[index & 0xff] ?? 0;
  for (let i = key.length; i < 128; i++) bytes[i] = picked(at(i - 1) + at(i - key.length));
  bytes[128 - key.length] = picked(at(128 - key.length));
  for (let i = 127 - key.length; i >= 0; i--) bytes[i] = picked(at(i + 1) ^ at(i + key.length));
  return Uint16Array.from({ length: 64 }, (_, i) => at(2 * i) | (at(2 * i + 1) << 8));
}

const rotations = [1, 2, 3, 5] as const;

/** RFC 2268, 4. */
function decryptBlock(key: Uint16Array, block: Buffer): Buffer {
  const r = Uint16Array.from([0, 2, 4, 6], (at) => block.readUInt16LE(at));
  const word = (index: number): number => r[index & 3] ?? 0;
  let next = 63;
  const mix = (): void => {
    for (const i of [3, 2, 1, 0] as const) {
      const rotated = (word(i) >>> rotations[i]) | (word(i) << (16 - rotations[i]));
      const chosen = (word(i - 1) & word(i - 2)) + (~word(i - 1) & word(i - 3));
      r[i] = rotated - (key[next] ?? 0) - chosen;
      next -= 1;
    }
  };
  const mash = (): void => {
    for (const i of [3, 2, 1, 0]) r[i] = word(i) - (key[word(i - 1) & 63] ?? 0);
  };
  for (const [index, rounds] of [5, 6, 5].entries()) {
    if (index > 0) mash();
    for (let round = 0; round < rounds; round++) mix();
  }
  const plain = Buffer.alloc(blockSize);
  r.forEach((value, index) => plain.writeUInt16LE(value, 2 * index));
  return plain;
}
