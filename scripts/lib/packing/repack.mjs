// Packs a zip archive anew, as small as the format allows: what every reader of zip can unpack, sought for longer than
// zlib does. See APPNOTE.TXT 4.3 for the records.
import zopfli from '@gfx/zopfli';
import { crc32, inflateRawSync } from 'node:zlib';

const signatures = { local: 0x04034b50, entry: 0x02014b50, end: 0x06054b50 };
const sizes = { local: 30, entry: 46, end: 22 };
const stored = 0;
const deflated = 8;
/** Names are UTF-8; sizes stand before the content, not behind it. */
const flags = 0x0800;

/**
 * The archive with the same files in the same order.
 * @param {Buffer} archive without encryption and below 4 GB
 * @param {(name: string, content: Buffer) => Buffer} change what to keep of a file
 * @returns {Promise<Buffer>}
 */
export async function repacked(archive, change) {
  const written = [];
  const directory = [];
  let offset = 0;
  for (const entry of entriesOf(archive)) {
    const content = change(entry.name, entry.content);
    const file = await packedFile(entry, content);
    directory.push(entryRecord(entry, file, offset));
    const local = localRecord(entry, file);
    written.push(local, file.packed);
    offset += local.length + file.packed.length;
  }
  const records = Buffer.concat(directory);
  return Buffer.concat([...written, records, endRecord(directory.length, records.length, offset)]);
}

function* entriesOf(archive) {
  const end = archive.length - sizes.end;
  if (archive.readUInt32LE(end) !== signatures.end) throw new Error('No zip archive, or one with a comment.');
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== signatures.entry) throw new Error('The archive has a broken directory.');
    const names = [28, 30, 32].map((field) => archive.readUInt16LE(at + field));
    const name = archive.toString('utf8', at + sizes.entry, at + sizes.entry + names[0]);
    yield {
      name,
      madeBy: archive.readUInt16LE(at + 4),
      time: archive.readUInt32LE(at + 12),
      attributes: archive.readUInt32LE(at + 38),
      content: contentOf(archive, at),
    };
    at += sizes.entry + names[0] + names[1] + names[2];
  }
}

function contentOf(archive, entry) {
  const local = archive.readUInt32LE(entry + 42);
  const start = local + sizes.local + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + archive.readUInt32LE(entry + 20));
  return archive.readUInt16LE(entry + 10) === stored ? packed : inflateRawSync(packed);
}

async function packedFile({ name }, content) {
  const packed = Buffer.from(await zopfli.deflateAsync(content, { numiterations: 15 }));
  if (!inflateRawSync(packed).equals(content)) throw new Error(`${name} does not unpack to what it was.`);
  const smaller = packed.length < content.length;
  return {
    method: smaller ? deflated : stored,
    packed: smaller ? packed : content,
    size: content.length,
    crc: crc32(content),
  };
}

/** What both records of a file begin with, behind the version that made it. */
function writeCommon(record, at, { name, time }, { method, packed, size, crc }) {
  record.writeUInt16LE(20, at);
  record.writeUInt16LE(flags, at + 2);
  record.writeUInt16LE(method, at + 4);
  record.writeUInt32LE(time, at + 6);
  record.writeUInt32LE(crc, at + 10);
  record.writeUInt32LE(packed.length, at + 14);
  record.writeUInt32LE(size, at + 18);
  record.writeUInt16LE(Buffer.byteLength(name), at + 22);
}

function localRecord(entry, file) {
  const record = Buffer.alloc(sizes.local);
  record.writeUInt32LE(signatures.local);
  writeCommon(record, 4, entry, file);
  return Buffer.concat([record, Buffer.from(entry.name)]);
}

function entryRecord(entry, file, offset) {
  const record = Buffer.alloc(sizes.entry);
  record.writeUInt32LE(signatures.entry);
  record.writeUInt16LE(entry.madeBy, 4);
  writeCommon(record, 6, entry, file);
  record.writeUInt32LE(entry.attributes, 38);
  record.writeUInt32LE(offset, 42);
  return Buffer.concat([record, Buffer.from(entry.name)]);
}

function endRecord(count, length, offset) {
  const record = Buffer.alloc(sizes.end);
  record.writeUInt32LE(signatures.end);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(length, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}
