import { ProblemError } from '../base/problem';
import { CsdlSchema } from './csdlSchema';
import type { DeclarationIndex } from './declarations';
import { indexDeclarations } from './indexDeclarations';
import type { Schema } from './model';
import type { OneByteText } from './xmlText';

/**
 * A schema over a `$metadata` document in memory; the text is held as long as the schema is. What is cut off or broken
 * is answered as far as it goes.
 * @throws ProblemError `not-dataverse` for what is no CSDL document at all.
 */
export function readSchema(text: OneByteText): Schema {
  return new CsdlSchema(indexDocument(text), { read: (start, end) => text.slice(start, end) });
}

/**
 * The index of a document that came over the network and is to be kept: one that was cut off on its way would make
 * names unknown that are there.
 * @throws ProblemError `not-dataverse` as {@link readSchema}, `malformed-answer` for what has no end.
 */
export function indexWholeDocument(text: OneByteText): DeclarationIndex {
  const index = indexDocument(text);
  if (!rootEnd.test(text.slice(-2048))) throw cutOff();
  return index;
}

const rootEnd = /<\/(?:[\w.-]+:)?(?:Edmx|Schema)\s*>\s*(?:<!--[^]*-->\s*)?$/;

function indexDocument(text: OneByteText): DeclarationIndex {
  const index = indexDeclarations(text);
  if (index === undefined) throw noCsdl(text);
  return index;
}

function noCsdl(text: OneByteText): ProblemError {
  return new ProblemError({
    kind: 'not-dataverse',
    title: 'What was read is not a $metadata document.',
    cause: causeOf(text.slice(0, 2048)),
    remedy:
      'Take what the environment answers at /api/data/v9.2/$metadata with the header Accept: application/xml.',
  });
}

function cutOff(): ProblemError {
  return new ProblemError({
    kind: 'malformed-answer',
    title: 'The schema came incomplete.',
    cause: 'The connection was cut, or a proxy limits how large an answer may be.',
    remedy: 'Refresh the metadata once more.',
    action: 'retry',
  });
}

function causeOf(start: OneByteText): string {
  const text = start.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  if (text === '') return 'It is empty.';
  if (/^<(!doctype\s+html|html)\b/i.test(text)) {
    return 'It is a web page, such as a sign-in page or the page of a proxy.';
  }
  if (/^[{[]/.test(text)) return 'It is JSON; the schema is read from XML.';
  return text.startsWith('<') ? 'It is XML, but has no <Schema>.' : 'It is no XML.';
}
